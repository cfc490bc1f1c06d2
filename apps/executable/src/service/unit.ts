import { basename } from 'node:path'
import { PLACES, USER } from './places.ts'

/** Where the console listens, and the files of a certificate that is not of its own making. */
export type Listen = { host: string; port: number; tls: { cert: string; key: string } | null }

const HANDED = { cert: `${PLACES.runtime}/cert.pem`, key: `${PLACES.runtime}/key.pem` }

/**
 * The systemd unit. The console needs SSH and its own folders, and no more: everything else of the machine is read-only
 * to it (systemd.exec(5)). Memory that is both writable and executable stays allowed, because V8 compiles.
 */
export function unitText({ host, port, tls }: Listen): string {
  // Of all that root may do, a port below 1024 needs this.
  const low = port < 1024 ? 'AmbientCapabilities=CAP_NET_BIND_SERVICE\n' : ''
  const certificate = tls ? ` --tls-cert ${HANDED.cert} --tls-key ${HANDED.key}` : ''
  return `[Unit]
Description=AstraGo Installation Console
After=network-online.target
Wants=network-online.target
StartLimitIntervalSec=120
StartLimitBurst=4

[Service]
Type=exec
User=${USER}
Group=${USER}
${tls ? handOver(tls) : ''}ExecStart=${PLACES.program} console --host ${host} --port ${port} --data-dir ${PLACES.data} --key-file ${PLACES.vault}/vault.key${certificate}
Environment=ASTRAGO_RUNTIME_DIR=${PLACES.cache}
StateDirectory=${[PLACES.data, PLACES.vault].map((path) => basename(path)).join(' ')}
StateDirectoryMode=0700
CacheDirectory=astrago
CacheDirectoryMode=0700
UMask=0077
Restart=on-failure
RestartSec=5
TimeoutStopSec=60
${low}NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
ProtectControlGroups=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
`
}

/**
 * At every start root hands copies of the files to the service's user, in a folder that goes when the service stops: the key
 * may be root's alone, and a renewed certificate needs a restart only. LoadCredential= does the same, but Ubuntu 20.04 and
 * RHEL 8 have a systemd before 247, which does not know it; the sign + is of 231 (systemd.service(5)).
 */
function handOver({ cert, key }: { cert: string; key: string }): string {
  const copy = (from: string, to: string) =>
    `ExecStartPre=+/usr/bin/install -o ${USER} -g ${USER} -m 0400 ${from} ${to}\n`
  return `RuntimeDirectory=${basename(PLACES.runtime)}
RuntimeDirectoryMode=0700
${copy(cert, HANDED.cert)}${copy(key, HANDED.key)}`
}

/** Where the service of a unit listens; nothing of a unit that is not of this make. */
export function listenOf(unit: string): Partial<Listen> {
  const [, host, port] = /^ExecStart=.* --host (\S+) --port (\d+) /m.exec(unit) ?? []
  const handed = (to: string) => new RegExp(`^ExecStartPre=\\+.* (\\S+) ${to}$`, 'm').exec(unit)?.[1]
  const [cert, key] = [handed(HANDED.cert), handed(HANDED.key)]
  return host && port ? { host, port: Number(port), tls: cert && key ? { cert, key } : null } : {}
}
