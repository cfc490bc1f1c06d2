import { AppError } from '@astrago/contracts'
import type { Sudo } from './ssh-target.ts'

/** What sudo says when it means no; its other lines are lectures and hints. */
const SUDO_REASONS =
  /incorrect password|no password was provided|password is required|not in the sudoers|may not run|not allowed|have a tty|account|expired|no such file|not found|not root/i

/** The command ended without having begun: `noise` is what the way to it wrote to stderr. */
export function neverStarted(host: string, user: string, sudo: Sudo | null, noise: string): AppError {
  const lines = withoutSecret(noise, sudo)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (lines.some((line) => /password has expired|password change required/i.test(line))) {
    return new AppError('HOST_PASSWORD_EXPIRED', { host, params: { user } })
  }
  const last = lines.findLast((line) => sudo === null || SUDO_REASONS.test(line)) ?? lines.at(-1)
  const params = { user, detail: (last ?? 'no message').replace(/^sudo: /, '').slice(0, 200) }
  return new AppError(sudo === null ? 'HOST_LOGIN_UNUSABLE' : 'HOST_SUDO_FAILED', { host, params })
}

/** No known sudo repeats the password; a PAM module might. */
function withoutSecret(text: string, sudo: Sudo | null): string {
  return sudo?.kind === 'password' && sudo.password !== '' ? text.replaceAll(sudo.password, '***') : text
}
