import { createHmac, randomBytes, scryptSync } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError } from '@astrago/contracts'
import { z } from 'zod'
import { makeFolder } from './folder.ts'

/** Where the vault's key comes from: a file of its own (made when the data folder is new), or a passphrase. */
export type KeySource = { kind: 'file'; path: string } | { kind: 'passphrase'; passphrase: string }

/**
 * Where a console that runs as a service of the machine has its data and, apart from them, its key. Not in /var/lib/astrago:
 * what is kept there of a machine that is a host itself is root's, and systemd gives all of a service's folder to its user.
 */
export const SERVICE_FOLDERS = { data: '/var/lib/astrago-console', vault: '/var/lib/astrago-vault' } as const

/**
 * Where the key of a data folder is when nobody says otherwise: a file outside the folder, so that a copy of the folder
 * alone opens nothing. ASTRAGO_PASSPHRASE, which is no option because arguments are visible to everybody, takes its place.
 */
export function keySourceOf(
  dataDir: string,
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): KeySource {
  if (file) return { kind: 'file', path: file }
  if (env.ASTRAGO_PASSPHRASE) return { kind: 'passphrase', passphrase: env.ASTRAGO_PASSPHRASE }
  if (dataDir === SERVICE_FOLDERS.data) return { kind: 'file', path: join(SERVICE_FOLDERS.vault, 'vault.key') }
  const name = `${dataDir.replaceAll(/[^\w.-]+/g, '_').replace(/^_+/, '')}.key`
  return { kind: 'file', path: join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'astrago', name) }
}

const Header = z.object({ id: z.string(), salt: z.string(), keyCheck: z.string() })

/**
 * The key of this data folder's vault, 32 bytes. `vault.json` in the folder holds no key: only a salt and a check
 * value by which a wrong key is told from a right one before anything is written with it.
 * @throws VAULT_KEY_MISSING, VAULT_KEY_WRONG, VAULT_KEY_UNUSABLE, DATA_FOLDER_DAMAGED, and what the system says of the folder
 */
export function openVaultKey(dataDir: string, source: KeySource): Buffer {
  const headerFile = join(dataDir, 'vault.json')
  const place = source.kind === 'file' ? source.path : 'passphrase'
  if (!existsSync(headerFile)) return makeKey(headerFile, source)
  const header = readHeader(headerFile)
  const key = readKey(source, header.salt)
  if (!key) throw new AppError('VAULT_KEY_MISSING', { params: { path: place } })
  if (checkValue(key) !== header.keyCheck) throw new AppError('VAULT_KEY_WRONG', { params: { path: place } })
  return key
}

function readHeader(path: string): z.infer<typeof Header> {
  const text = readFileSync(path, 'utf8')
  try {
    return Header.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('DATA_FOLDER_DAMAGED', { params: { path, detail: 'vault.json' }, cause })
  }
}

function makeKey(headerFile: string, source: KeySource): Buffer {
  const salt = randomBytes(16).toString('base64')
  let key = readKey(source, salt)
  if (!key) {
    key = randomBytes(32)
    if (source.kind === 'file') writeKey(source.path, key)
  }
  writePrivate(headerFile, JSON.stringify({ id: crypto.randomUUID(), salt, keyCheck: checkValue(key) }))
  return key
}

function readKey(source: KeySource, salt: string): Buffer | null {
  // scrypt at N = 2^17, r = 8 (OWASP password storage cheat sheet): 128 MiB, about half a second.
  if (source.kind === 'passphrase')
    return scryptSync(source.passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, {
      N: 2 ** 17,
      maxmem: 256 * 2 ** 20,
    })
  if (!existsSync(source.path)) return null
  const key = Buffer.from(ofKeyFile(source.path, (path) => readFileSync(path, 'utf8')).trim(), 'base64')
  if (key.length !== 32) throw new AppError('VAULT_KEY_WRONG', { params: { path: source.path } })
  return key
}

function writeKey(path: string, key: Buffer): void {
  ofKeyFile(path, () => writePrivate(path, `${key.toString('base64')}\n`))
}

/** What the system says of the key file's place, which is not that of the data folder. */
function ofKeyFile<T>(path: string, work: (path: string) => T): T {
  try {
    return work(path)
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException
    const full = code === 'ENOSPC' || code === 'EDQUOT'
    throw new AppError(full ? 'STORE_DISK_FULL' : 'VAULT_KEY_UNUSABLE', { params: { path, detail: code }, cause })
  }
}

function checkValue(key: Buffer): string {
  return createHmac('sha256', key).update('astrago vault key check').digest('base64')
}

/** Written beside, flushed, renamed: after a crash there is the whole file or none. */
export function writePrivate(path: string, text: string): void {
  makeFolder(dirname(path))
  const file = openSync(`${path}.new`, 'w', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
}
