import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

const ADDON = createRequire(import.meta.url).resolve('ssh2/lib/protocol/crypto/build/Release/sshcrypto.node')

// Seen in a preflight of lab hosts: the process ended with `Assertion failed: (env) != nullptr` (patches/ssh2@*.patch).
test("the ciphers of ssh2 do not hang on Node's clean-up of an environment", () => {
  const addon = readFileSync(ADDON, 'latin1')
  expect(addon).toContain('AESGCMCipher')
  expect(addon).not.toContain('RemoveEnvironmentCleanupHook')
})
