import { z } from 'zod'

const Text = z.string().max(4000)
const Count = z.number().int().min(0)
const Texts = z.array(Text)

/** Facts of how a host is tied into its site: cards, clocks, names, logins and the services around. */
export const SiteGroups = {
  /** By interface. `offload`: lines of `ethtool -k` that matter, of drivers known for wrong checksums only. */
  nics: z.record(
    z.string(),
    z.object({ driver: Text.nullable(), duplex: Text.nullable(), offload: z.record(z.string(), Text) }),
  ),
  /** Servers named in the configuration of chrony, timesyncd and ntpd; `refclock`: a clock of the machine itself. */
  timeSources: z.object({ servers: Texts, refclock: z.boolean() }),
  /** Such as `Asia/Seoul`; null where /etc/localtime is no link and /etc/timezone says nothing. */
  timezone: z.object({ name: Text.nullable() }),
  nftables: z.object({ flushes: Texts }),
  /** What keeps name files from being changed or changes them back. `immutable` is null where it could not be asked. */
  nameFiles: z.object({ immutable: Texts.nullable(), cloudInit: z.boolean() }),
  /** Of the login account. `shell` is null for an account that is not in /etc/passwd, `failures` without root. */
  login: z.object({ shell: Text.nullable(), failures: Count.nullable() }),
  /** Where the login account works. `home` is null for an account that is not in /etc/passwd. */
  workFolders: z.object({
    home: Text.nullable(),
    /** By path, of those that exist; the mode in octal. */
    folders: z.record(z.string(), z.object({ owner: Text, mode: Text })),
  }),
  /** Folders in which the shell of the installation looks for commands. */
  searchPath: Texts,
  /** What the login wrote to standard output before the probe began. */
  loginNoise: z.object({ characters: Count, sample: Text }),
  sshdLimits: z.object({
    /** Connections at once that have not logged in yet, from which on sshd begins to drop some. */
    maxStartups: Count.nullable(),
    aliveInterval: Text.nullable(),
    aliveCountMax: Count.nullable(),
    /** Values of ChannelTimeout and UnusedConnectionTimeout. */
    timeouts: Texts,
    sftp: z.boolean(),
  }),
  /** Registry settings that are there already, and the hosts they name. */
  registryConfig: z.array(z.object({ file: Text, hosts: Texts })),
  nfsServer: z.object({
    exports: z.array(z.object({ path: Text, clients: Text })),
    /** Null where no server runs. */
    threads: Count.nullable(),
  }),
} as const
