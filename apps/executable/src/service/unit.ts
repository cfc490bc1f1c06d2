import { basename } from 'node:path'
import { PLACES, USER } from './places.ts'

export type Listen = { host: string; port: number }

/**
 * The systemd unit. The console needs SSH and its own folders, and no more: everything else of the machine is read-only
 * to it (systemd.exec(5)). Memory that is both writable and executable stays allowed, because V8 compiles.
 */
export function unitText({ host, port }: Listen): string {
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
ExecStart=${PLACES.program} console --host ${host} --port ${port} --data-dir ${PLACES.data} --key-file ${PLACES.vault}/vault.key
Environment=ASTRAGO_RUNTIME_DIR=${PLACES.cache}
StateDirectory=${[PLACES.data, PLACES.vault].map((path) => basename(path)).join(' ')}
StateDirectoryMode=0700
CacheDirectory=astrago
CacheDirectoryMode=0700
UMask=0077
Restart=on-failure
RestartSec=5
TimeoutStopSec=60
NoNewPrivileges=yes
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
