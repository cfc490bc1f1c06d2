import type { Fault } from './fault.ts'

/**
 * Unlike a reload, a restart is over only when sshd listens again. Sessions live on. A unit may be restarted five times in
 * ten seconds, unless it is told to forget.
 */
const RESTART = 'systemctl reset-failed ssh; systemctl restart ssh'

/** A fault that is one more file of sshd's configuration. */
function sshdFault(name: string, description: string, line: string): Fault {
  const file = `/etc/ssh/sshd_config.d/lab-${name}.conf`
  return {
    name,
    description,
    params: {},
    on: ({ enter }) => enter(`echo '${line}' >${file}; ${RESTART}`),
    off: ({ enter }) => enter(`[ -f ${file} ] || exit 0; rm ${file}; ${RESTART}`),
  }
}

const KEYS = '/etc/ssh/ssh_host_*_key*'
const KEYS_BEFORE = '/etc/ssh/lab-host-keys'

/** What is wrong with logging in and becoming root. */
export const ACCESS_FAULTS: readonly Fault[] = [
  sshdFault('max-sessions-1', 'sshd allows one session on a connection.', 'MaxSessions 1'),
  sshdFault('ssh-forwarding-off', 'sshd opens no connection on behalf of a client.', 'AllowTcpForwarding no'),
  sshdFault('ssh-idle-ends', 'sshd ends channels that are idle for five minutes.', 'ChannelTimeout session=5m'),
  sshdFault('ssh-few-startups', 'sshd drops connections when three begin together.', 'MaxStartups 3:30:10'),
  sshdFault('password-login-off', 'sshd takes no password.', 'PasswordAuthentication no'),
  {
    name: 'host-key-changed',
    description: 'sshd shows another host key than before, as after a new installation.',
    params: {},
    on: ({ enter }) =>
      enter(`mkdir ${KEYS_BEFORE}; mv ${KEYS} ${KEYS_BEFORE}
        ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key; ${RESTART}`),
    off: ({ enter }) =>
      enter(`[ -d ${KEYS_BEFORE} ] || exit 0
        rm ${KEYS}; mv ${KEYS_BEFORE}/* /etc/ssh/; rmdir ${KEYS_BEFORE}; ${RESTART}`),
  },
  {
    name: 'password-expired',
    description: 'The password of `user` must be changed before anything else.',
    params: { user: 'admin' },
    on: ({ enter, params }) => enter(`chage --lastday 0 ${params.user}`),
    off: ({ enter, params }) => enter(`chage --lastday "$(date +%F)" ${params.user}`),
  },
  {
    name: 'home-closed',
    description: 'The home folder of ops belongs to root, and nobody else may write to it.',
    params: {},
    on: ({ enter }) => enter('chown root /home/ops'),
    off: ({ enter }) => enter('chown ops /home/ops'),
  },
  {
    name: 'sudo-denied',
    description: 'sudo refuses ops and admin.',
    params: {},
    on: ({ enter }) => enter('rm /etc/sudoers.d/ops; gpasswd --delete admin sudo'),
    off: ({ enter }) =>
      enter(`echo 'ops ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ops; chmod 440 /etc/sudoers.d/ops
        usermod --append --groups sudo admin`),
  },
  {
    name: 'sudo-requiretty',
    description: 'sudo works on a terminal only.',
    params: {},
    on: ({ enter }) => enter("echo 'Defaults requiretty' >/etc/sudoers.d/lab; chmod 440 /etc/sudoers.d/lab"),
    off: ({ enter }) => enter('rm -f /etc/sudoers.d/lab'),
  },
]
