import type { CheckId, Localized } from '@astrago/contracts'
import { l } from '../text.ts'
import {
  ADVISED_WRITE,
  DISK_FREE_BYTES,
  DISK_FREE_PERCENT,
  ETCD_OWN_DISK_FROM,
  FILE_SYSTEMS,
  IMAGE_SET_GIB,
  INODES_FREE_PERCENT,
  NEED_EXEC,
  NEED_WRITE,
  SIDE_FREE_GIB,
  SYNC_MS,
} from '../thresholds/disk.ts'
import { BUILD_TOOLS } from '../thresholds/gpu.ts'
import { ARCHS, MEMORY_FREE_PERCENT } from '../thresholds/hardware.ts'
import { BASE_MODULES, INOTIFY, KERNELS, MODULES_FOR, PLUGIN_KERNELS } from '../thresholds/kernel.ts'
import { BANDWIDTH_MBPS, LATENCY_MS, LOSS_PERCENT } from '../thresholds/mesh.ts'
import { CLOCK_SKEW_MS, DNS_NAMESERVERS, DNS_SEARCH_DOMAINS, MTU, PASSWORD_DAYS_LEFT } from '../thresholds/network.ts'
import { COMMANDS_NEEDED, HOSTNAME_LENGTH } from '../thresholds/os.ts'
import {
  CERTIFICATE_DAYS,
  CLOCK_OFF_MS,
  NIC_SPEED,
  NODE_PORTS,
  RSA_BITS,
  SHELLS,
  SSH_SESSIONS,
  SSH_STARTUPS,
  VOLUMES_GIB,
  WORK_FREE_MIB,
} from '../thresholds/site.ts'
import { installed, list, loadable, oneOf, present, same } from './words.ts'

const seconds = (milliseconds: number): number => milliseconds / 1000

const pluginKernels = (orNewer: string): string =>
  Object.values(PLUGIN_KERNELS.value)
    .map(({ name, least }) => `, ${name} ${least}${orNewer}`)
    .join('')

const CERTIFICATE = l(
  `만료까지 ${CERTIFICATE_DAYS.value}일 이상, RSA ${RSA_BITS.value}비트 이상`,
  `valid for ${CERTIFICATE_DAYS.value} days or more, RSA of ${RSA_BITS.value} bits or more`,
)
const VOLUMES = l(
  `여유 ${VOLUMES_GIB.block.value} GiB 이상 (운영 환경 ${VOLUMES_GIB.warn.value} GiB)`,
  `${VOLUMES_GIB.block.value} GiB free or more (${VOLUMES_GIB.warn.value} GiB for production)`,
)

/**
 * Sizes and limits that a check wants, in the words of those who prepare servers and in their units; settings, names and
 * lists are in `EXPECTED`, and how a thing has to be where neither says so in `STATES`.
 */
export const WANTED: Partial<Record<CheckId, Localized>> = {
  'account-password-expiry': l(
    `만료까지 ${PASSWORD_DAYS_LEFT.value}일 이상`,
    `valid for ${PASSWORD_DAYS_LEFT.value} days or more`,
  ),
  'login-shell': oneOf(SHELLS),
  'ssh-max-sessions': l(
    `MaxSessions ${SSH_SESSIONS.least.value} 이상 (서버가 ${SSH_SESSIONS.largeFrom.value}대 이상이면 ${SSH_SESSIONS.large.value})`,
    `MaxSessions ${SSH_SESSIONS.least.value} or more (${SSH_SESSIONS.large.value} from ${SSH_SESSIONS.largeFrom.value} servers on)`,
  ),
  'ssh-max-startups': l(`MaxStartups ${SSH_STARTUPS.value} 이상`, `MaxStartups ${SSH_STARTUPS.value} or more`),
  'workdir-writable': l(`여유 ${WORK_FREE_MIB.value} MiB 이상`, `${WORK_FREE_MIB.value} MiB free or more`),
  'cpu-arch-supported': same(list(ARCHS)),
  'memory-available': l(
    `전체의 ${MEMORY_FREE_PERCENT.value} % 이상 비어 있을 것`,
    `${MEMORY_FREE_PERCENT.value} % of it free or more`,
  ),
  'disk-free': l(
    `여유 ${DISK_FREE_PERCENT.block.value} % 이상 (권장 ${DISK_FREE_PERCENT.warn.value} %), ${DISK_FREE_BYTES.value / 2 ** 30} GiB 이상`,
    `${DISK_FREE_PERCENT.block.value} % free or more (advised ${DISK_FREE_PERCENT.warn.value} %), and ${DISK_FREE_BYTES.value / 2 ** 30} GiB`,
  ),
  'disk-inodes-free': l(
    `여유 ${INODES_FREE_PERCENT.block.value} % 이상 (권장 ${INODES_FREE_PERCENT.warn.value} %)`,
    `${INODES_FREE_PERCENT.block.value} % free or more (advised ${INODES_FREE_PERCENT.warn.value} %)`,
  ),
  'fs-type-supported': oneOf(FILE_SYSTEMS.good),
  'mount-noexec': l(`noexec 없음: ${list(NEED_EXEC)}`, `no noexec: ${list(NEED_EXEC)}`),
  'disk-log-and-tmp': l(
    `여유 /var/log ${SIDE_FREE_GIB['/var/log'].value} GiB, /tmp ${SIDE_FREE_GIB['/tmp'].value} GiB 이상`,
    `/var/log ${SIDE_FREE_GIB['/var/log'].value} GiB, /tmp ${SIDE_FREE_GIB['/tmp'].value} GiB free or more`,
  ),
  'disk-airgap-staging': l(
    `여유: 노드 ${IMAGE_SET_GIB.node.value} GiB, 레지스트리 ${IMAGE_SET_GIB.registry.value} GiB 이상 (겸하면 더한 만큼)`,
    `free: ${IMAGE_SET_GIB.node.value} GiB on a node, ${IMAGE_SET_GIB.registry.value} GiB on the registry, both on one that is both`,
  ),
  'mount-readonly': l(
    `쓰기 가능: ${list(NEED_WRITE)} (권장 ${list(ADVISED_WRITE)})`,
    `writable: ${list(NEED_WRITE)} (advised ${list(ADVISED_WRITE)})`,
  ),
  'disk-etcd-separate': l(
    `작업 노드가 ${ETCD_OWN_DISK_FROM.value}대 이상이면 etcd 전용 디스크`,
    `a disk of etcd's own from ${ETCD_OWN_DISK_FROM.value} workers on`,
  ),
  'disk-sync-latency': l(
    `fsync ${SYNC_MS.block.value} ms 이하 (권장 ${SYNC_MS.warn.value} ms)`,
    `fsync within ${SYNC_MS.block.value} ms (advised ${SYNC_MS.warn.value} ms)`,
  ),
  'kernel-version-min': l(
    `${KERNELS.advised.value} 이상 권장${pluginKernels(' 이상')}`,
    `${KERNELS.advised.value} or newer advised${pluginKernels(' or newer')}`,
  ),
  'kernel-modules-base': loadable(BASE_MODULES),
  'kernel-modules-nfs': loadable(MODULES_FOR.nfs),
  'sysctl-inotify': l(
    `인스턴스 ${INOTIFY.instances.base.value}, 감시 ${INOTIFY.watches.base.value} 이상 (GPU 노드 ${INOTIFY.instances.gpu.value}, ${INOTIFY.watches.gpu.value})`,
    `${INOTIFY.instances.base.value} instances, ${INOTIFY.watches.base.value} watches or more (GPU workers ${INOTIFY.instances.gpu.value}, ${INOTIFY.watches.gpu.value})`,
  ),
  'required-commands': present(COMMANDS_NEEDED.all),
  'hostname-valid': l(
    `소문자·숫자·하이픈, ${HOSTNAME_LENGTH.any.value}자 이내`,
    `lower case letters, digits, hyphens; ${HOSTNAME_LENGTH.any.value} characters at most`,
  ),
  'mtu-interface': l(
    `${MTU.block.value} 이상 (권장 ${MTU.warn.value})`,
    `${MTU.block.value} or more (advised ${MTU.warn.value})`,
  ),
  'nic-speed': l(
    `${NIC_SPEED.least.value / 1000} Gbit/s 이상 (GPU 노드 ${NIC_SPEED.gpu.value / 1000} Gbit/s)`,
    `${NIC_SPEED.least.value / 1000} Gbit/s or more (GPU workers ${NIC_SPEED.gpu.value / 1000} Gbit/s)`,
  ),
  'nodeport-in-use': l(
    `${NODE_PORTS.value.first}~${NODE_PORTS.value.last} 비어 있을 것`,
    `${NODE_PORTS.value.first} to ${NODE_PORTS.value.last} free`,
  ),
  'latency-hosts': l(
    `컨트롤 플레인 사이 ${LATENCY_MS.controlPlanes.block.value} ms 이하 (권장 ${LATENCY_MS.controlPlanes.warn.value} ms), 그 밖 ${LATENCY_MS.others.block.value} ms 이하 (권장 ${LATENCY_MS.others.warn.value} ms)`,
    `between control planes within ${LATENCY_MS.controlPlanes.block.value} ms (advised ${LATENCY_MS.controlPlanes.warn.value} ms), others ${LATENCY_MS.others.block.value} ms (advised ${LATENCY_MS.others.warn.value} ms)`,
  ),
  'packet-loss': l(
    `컨트롤 플레인 사이 ${LOSS_PERCENT.controlPlanes.block.value} % 이하 (권장 ${LOSS_PERCENT.controlPlanes.warn.value} %), 그 밖 ${LOSS_PERCENT.others.block.value} % 이하 (권장 ${LOSS_PERCENT.others.warn.value} %)`,
    `between control planes ${LOSS_PERCENT.controlPlanes.block.value} % at most (advised ${LOSS_PERCENT.controlPlanes.warn.value} %), others ${LOSS_PERCENT.others.block.value} % (advised ${LOSS_PERCENT.others.warn.value} %)`,
  ),
  'bandwidth-hosts': l(`${BANDWIDTH_MBPS.warn.value} Mbit/s 이상`, `${BANDWIDTH_MBPS.warn.value} Mbit/s or more`),
  'time-skew-hosts': l(
    `서로 ${seconds(CLOCK_SKEW_MS.block.value)}초 이내 (권장 ${seconds(CLOCK_SKEW_MS.warn.value)}초)`,
    `within ${seconds(CLOCK_SKEW_MS.block.value)} s of each other (advised ${seconds(CLOCK_SKEW_MS.warn.value)} s)`,
  ),
  'time-absolute': l(
    `콘솔의 시각과 ${seconds(CLOCK_OFF_MS.value)}초 이내`,
    `within ${seconds(CLOCK_OFF_MS.value)} s of the console's clock`,
  ),
  'dns-limits': l(
    `DNS 서버 ${DNS_NAMESERVERS.value}개, 검색 도메인 ${DNS_SEARCH_DOMAINS.value}개 이하`,
    `${DNS_NAMESERVERS.value} DNS servers, ${DNS_SEARCH_DOMAINS.value} search domains at most`,
  ),
  'tls-certificate-valid': CERTIFICATE,
  'ca-certificates-valid': CERTIFICATE,
  'storage-local-space': VOLUMES,
  'nfs-capacity': VOLUMES,
  'gpu-build-tools': installed(BUILD_TOOLS),
}
