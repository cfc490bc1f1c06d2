import { Reason } from '../../facts/reason.ts'
import { type Cases, failed } from './given.ts'

export const SSH_ACCESS_CASES = {
  'ssh-reachable': {
    pass: {},
    unreachable: failed('HOST_UNREACHABLE'),
    refused: failed('HOST_REFUSED'),
    lost: failed('HOST_LOST'),
    incompatible: failed('HOST_SSH_INCOMPATIBLE'),
    'host-unreachable': failed('HOST_LOGIN_KEY_INVALID'),
  },
  'ssh-host-key': {
    pass: {},
    changed: failed('HOST_KEY_CHANGED'),
    unconfirmed: failed('HOST_KEY_UNCONFIRMED'),
    'host-unreachable': failed('HOST_UNREACHABLE'),
  },
  'ssh-login': {
    pass: {},
    denied: failed('HOST_AUTH_FAILED'),
    expired: failed('HOST_PASSWORD_EXPIRED'),
    slow: failed('HOST_LOGIN_SLOW'),
    unusable: failed('HOST_LOGIN_UNUSABLE'),
    key: failed('HOST_LOGIN_KEY_PASSPHRASE'),
    secret: failed('SECRET_REF_UNRESOLVED'),
    'host-unreachable': failed('HOST_KEY_CHANGED'),
  },
  'sudo-works': {
    pass: {},
    denied: { access: { root: false } },
    'no-root': { access: { root: false, transport: 'local' } },
    'host-unreachable': failed('HOST_LOST'),
  },
  'ssh-forwarding': {
    pass: { reach: [['n1', 'n2', 6443, 'refused']] },
    off: { reach: [['n1', 'n2', 6443, 'prohibited']] },
    ...Object.fromEntries(Reason.options.map((reason) => [reason, { facts: { sshd: reason } }])),
  },
  'account-password-expiry': {
    pass: {},
    soon: { facts: { account: { changedDay: 20_800, maxDays: 35 } } },
    expired: { facts: { account: { changedDay: 0 } } },
    'no-root': { facts: { account: 'no-root' } },
  },
} satisfies Cases
