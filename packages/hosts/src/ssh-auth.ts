import type { AnyAuthMethod, AuthenticationType, AuthHandlerMiddleware, ParsedKey, Prompt } from 'ssh2'
import type { SshAuth } from './ssh-target.ts'

export type Credential = { kind: 'password'; password: string } | { kind: 'key'; key: ParsedKey }

export function credentialOf(
  auth: SshAuth,
  readKey: (privateKey: string, passphrase?: string) => ParsedKey,
): Credential {
  return auth.kind === 'password' ? auth : { kind: 'key', key: readKey(auth.privateKey, auth.passphrase) }
}

/**
 * The order of attempts: the credential at once (asking `none` first costs a round trip), and for a password the same
 * one by keyboard-interactive, but only where the server does not take passwords directly: a second try of a wrong
 * one would count twice towards a lock-out. `onExpired` hears that the server wants a new password.
 */
export function authHandler(username: string, credential: Credential, onExpired: () => void): AuthHandlerMiddleware {
  const methods = attempts(username, credential, onExpired)
  return (methodsLeft: AuthenticationType[] | null, _partial, next) => {
    const method = methods.shift()
    const offered = methodsLeft === null || !method || methodsLeft.includes(method.type)
    // ssh2 takes false for "nothing left to try", which its types do not know.
    next(method && offered ? method : (false as unknown as AuthenticationType))
  }
}

function attempts(username: string, credential: Credential, onExpired: () => void): AnyAuthMethod[] {
  if (credential.kind === 'key') return [{ type: 'publickey', username, key: credential.key }]
  const { password } = credential
  return [
    { type: 'password', username, password },
    {
      type: 'keyboard-interactive',
      username,
      prompt: (_name, instructions, _language, prompts, finish) => {
        if (wantsNewPassword(instructions, prompts)) onExpired()
        finish(prompts.map(({ echo }) => (echo ? username : password)))
      },
    },
  ]
}

const wantsNewPassword = (instructions: string, prompts: Prompt[]): boolean =>
  [instructions, ...prompts.map(({ prompt }) => prompt)].some((text) => /expired|new password/i.test(text))
