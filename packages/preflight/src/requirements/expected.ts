import type { CheckId, Localized } from '@astrago/contracts'
import { l } from '../text.ts'
import { THIN_POOL_PERCENT } from '../thresholds/disk.ts'
import { ONLINE_ENDPOINTS, OWN_ENDPOINTS } from '../thresholds/endpoints.ts'
import {
  MIG_MODELS,
  OPERATOR_SUPPORT,
  PEER_GPUS,
  PLATFORM_GPU,
  PRIVILEGED_NAMESPACES,
  RDMA_MODULES,
  TOOLKIT_COMMANDS,
  XID_HARDWARE,
} from '../thresholds/gpu.ts'
import { MEMORY_TOLERANCE, SIZE_TOLERANCE } from '../thresholds/hardware.ts'
import {
  ARP_SETTINGS,
  CGROUP_CONTROLLERS,
  CIS_SYSCTLS,
  CONNTRACK_PERCENT,
  HARMFUL_SYSCTLS,
  MODULES_FOR,
  OPEN_FILES,
} from '../thresholds/kernel.ts'
import {
  CNI_INTERFACES,
  ENGINES,
  K0S_CONTAINERD_CONFIG,
  KUBERNETES,
  LEFTOVER_DIRS,
  LEFTOVER_FILES,
  LEFTOVER_MOUNTS,
} from '../thresholds/leftovers.ts'
import { LOCAL_PORTS } from '../thresholds/local-ports.ts'
import { UNMANAGED } from '../thresholds/network.ts'
import { IPTABLES_BROKEN, KUBESPRAY_PACKAGES, PYTHON_MINORS } from '../thresholds/os.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { SCAN_EXCLUSIONS, SELINUX_PACKAGES } from '../thresholds/security.ts'
import {
  LOGIN_FAILURES,
  MDNS_MODULES,
  NAME_SLOW_MS,
  NODE_PORTS,
  NODE_PREFIX,
  NODELOCALDNS,
  OFFLINE_REGISTRY_PORT,
  REGISTRY_FILES,
  VMXNET3,
} from '../thresholds/site.ts'
import { installed, list, loadable, none, packages, present, same } from './words.ts'

const settings = ({ value }: { value: Readonly<Record<string, string>> }): string =>
  Object.entries(value)
    .map(([name, each]) => `${name}=${each}`)
    .join(', ')
const percent = (share: number): string => `${Math.round(share * 100)} %`
const nodePorts = `${NODE_PORTS.value.first}-${NODE_PORTS.value.last}`

const LOCAL = [...new Set(Object.values(LOCAL_PORTS).flatMap(({ value }) => Object.values(value).flat()))]
  .toSorted((a, b) => a - b)
  .join(', ')
/** A pattern of names as people write it: `cali[0-9a-f].*` is `cali*`. */
const plain = (pattern: string): string => pattern.replaceAll('\\.', '.').replace(/(\[[^\]]*\])*\.\*/g, '*')

const ENDPOINTS = `${list(ONLINE_ENDPOINTS)} (RKE2: ${list(OWN_ENDPOINTS.rke2)}; Kubespray: ${list(OWN_ENDPOINTS.kubespray)})`
const NOTHING_LOGGED = l('부팅 뒤 기록 없음', 'nothing logged since the start')
const EQUAL = l('서버마다 다를 것', 'different on every server')
const ALIKE = l('모든 서버가 같을 것', 'the same on all servers')
const BYPASSED = l('질문지의 프록시 예외에 있을 것', 'among the proxy exceptions of the questionnaire')
const DRIVER = l(
  `설치가 넣는 드라이버: ${PLATFORM_GPU.driver.value}`,
  `the driver that the installation brings: ${PLATFORM_GPU.driver.value}`,
)

/** Settings, names and lists that a check expects, as they are typed. */
export const EXPECTED: Partial<Record<CheckId, Localized>> = {
  'sudo-works': same('root (sudo id -un)'),
  'login-failures': l(`${LOGIN_FAILURES.value}회 미만`, `fewer than ${LOGIN_FAILURES.value}`),
  'ssh-idle-timeout': l('ClientAliveCountMax 1 이상', 'ClientAliveCountMax 1 or more'),
  'cpu-microarch-level': l('x86-64-v2 이상', 'x86-64-v2 or higher'),
  'declared-hardware': l(
    `질문지에 적은 값의 ${percent(MEMORY_TOLERANCE.value)} 이상`,
    `${percent(MEMORY_TOLERANCE.value)} of what is declared or more`,
  ),
  'declared-disks': l(
    `질문지에 적은 크기의 ${percent(SIZE_TOLERANCE.value)} 이상`,
    `${percent(SIZE_TOLERANCE.value)} of what is declared or more`,
  ),
  'swap-active': l('스왑 없음 (swapon --show)', 'no swap (swapon --show)'),
  'hugepages-reserved': same('vm.nr_hugepages=0'),
  'memory-ecc-errors': NOTHING_LOGGED,
  'hardware-errors': NOTHING_LOGGED,
  'disk-kernel-errors': NOTHING_LOGGED,
  'kernel-stalls': NOTHING_LOGGED,
  'fs-xfs-ftype': same('ftype=1'),
  'disk-rotational': l('SSD 또는 NVMe', 'SSD or NVMe'),
  'lvm-free-space': l(`사용률 ${THIN_POOL_PERCENT.value} % 미만`, `less than ${THIN_POOL_PERCENT.value} % in use`),
  'cgroup-version': same('cgroup v2'),
  'cgroup-controllers': present(CGROUP_CONTROLLERS),
  'kernel-modules-cni': loadable(MODULES_FOR.network, MODULES_FOR.vxlan),
  'kernel-modules-ipvs': loadable(MODULES_FOR.ipvs),
  'kernel-modules-locked': loadable(MODULES_FOR.network, MODULES_FOR.vxlan),
  'kernel-config-required': l('운영체제의 기본 커널', 'the stock kernel'),
  'sysctl-ip-forward': same('net.ipv4.ip_forward=1'),
  'sysctl-bridge-nf': same('net.bridge.bridge-nf-call-iptables=1'),
  'sysctl-rp-filter': same('net.ipv4.conf.all.rp_filter=2'),
  'sysctl-arp': same(ARP_SETTINGS.value.map((name) => `net.ipv4.conf.all.${name}=0`).join(', ')),
  'sysctl-cis-kubelet': same(settings(CIS_SYSCTLS)),
  'sysctl-drift': l(`두지 말 것: ${settings(HARMFUL_SYSCTLS)}`, `none of: ${settings(HARMFUL_SYSCTLS)}`),
  'conntrack-max': l(`사용률 ${CONNTRACK_PERCENT.value} % 미만`, `less than ${CONNTRACK_PERCENT.value} % in use`),
  'limit-nofile': l(
    `fs.nr_open, fs.file-max ${OPEN_FILES.all.value} 이상`,
    `fs.nr_open, fs.file-max ${OPEN_FILES.all.value} or more`,
  ),
  'init-systemd': same('systemd'),
  'python-target': same(`Python 3.${PYTHON_MINORS.least.value}-3.${PYTHON_MINORS.most.value}`),
  'python-target-bindings': packages(PACKAGES.pythonBindings),
  'pkg-needed-airgap': packages(KUBESPRAY_PACKAGES),
  'umask-root': same('022'),
  'iptables-version': l(
    `${IPTABLES_BROKEN.first.value}-${IPTABLES_BROKEN.last.value} 이외`,
    `not ${IPTABLES_BROKEN.first.value} to ${IPTABLES_BROKEN.last.value}`,
  ),
  'iptables-backend-mix': l('legacy 규칙 없음', 'no legacy rules'),
  'node-ip-static': l('고정 주소 또는 DHCP 예약', 'a fixed address or a DHCP reservation'),
  'networkmanager-unmanaged': same(
    `unmanaged-devices: ${list(...Object.values(UNMANAGED.value).map((value) => ({ value })))}`,
  ),
  'vmxnet3-checksum-offload': same(`${VMXNET3.value} off`),
  'cidr-valid': l(
    `서로 겹치지 않는 사설 대역 둘, ${NODELOCALDNS.value} 제외`,
    `two private networks apart, without ${NODELOCALDNS.value}`,
  ),
  'cidr-capacity': l(`서버마다 /${NODE_PREFIX.value} 하나`, `one /${NODE_PREFIX.value} for each server`),
  'port-in-use': l(`비어 있을 것: 방화벽 신청서의 포트, ${LOCAL}`, `free: the ports of the firewall request, ${LOCAL}`),
  'nodeport-plan-unique': l(`${nodePorts}, 서로 다른 번호`, `${nodePorts}, each once`),
  'nodeport-range-reserved': same(`net.ipv4.ip_local_reserved_ports=${nodePorts}`),
  'registry-port-free': l(`TCP ${OFFLINE_REGISTRY_PORT.value} 비어 있을 것`, `TCP ${OFFLINE_REGISTRY_PORT.value} free`),
  'nodelocaldns-address-free': l(`${NODELOCALDNS.value} 없음`, `no ${NODELOCALDNS.value}`),
  'mtu-path': l('서버와 스위치가 같은 값', 'one value on servers and switches'),
  'mtu-uniform': ALIKE,
  'timezone-uniform': ALIKE,
  'arch-uniform': ALIKE,
  'ssh-same-account': ALIKE,
  'hostname-unique': EQUAL,
  'machine-id-unique': EQUAL,
  'mac-unique': EQUAL,
  'node-ip-unique': EQUAL,
  'product-uuid-unique': EQUAL,
  'time-ntp-synced': l('동기화됨 (chronyc tracking)', 'synchronised (chronyc tracking)'),
  'time-source': l('질문지의 NTP 서버', 'the NTP servers of the questionnaire'),
  'time-servers-answer': l('UDP 123으로 응답할 것', 'an answer on UDP 123'),
  'dns-localhost': same('127.0.0.1 localhost'),
  'dns-mdns-local': none(MDNS_MODULES),
  'dns-names-resolve': l(
    `${NAME_SLOW_MS.value / 1000}초 안에 답할 것`,
    `an answer within ${NAME_SLOW_MS.value / 1000} s`,
  ),
  'nfs-client-tools': packages(PACKAGES.nfsClient),
  'nfs-server-tcp': l('TCP 2049로 연결될 것', 'reached on TCP 2049'),
  'nfs-version-41': same('NFS 4.1'),
  'nfs-root-write-chown': same('rw,no_root_squash'),
  'nfs-server-exports': same('rw,no_root_squash'),
  'proxy-url-valid': same('http://HOST:PORT'),
  'proxy-noproxy-nodes': BYPASSED,
  'proxy-noproxy-cidrs': BYPASSED,
  'proxy-noproxy-services': BYPASSED,
  'registry-config-leftover': none(...Object.values(REGISTRY_FILES.value).map((value) => ({ value }))),
  'internet-endpoints': l(`TCP 443으로 연결될 것: ${ENDPOINTS}`, `reached on TCP 443: ${ENDPOINTS}`),
  'role-counts': l('1대, 3대, 5대', '1, 3 or 5'),
  'resource-sum': l('위의 서버 사양', 'the servers above'),
  'gpu-model-known': DRIVER,
  'gpu-driver-mode': DRIVER,
  'gpu-driver-kernel': l('실행 중인 커널 (uname -r)', 'the running kernel (uname -r)'),
  'gpu-secure-boot': l('Secure Boot 끔', 'Secure Boot off'),
  'gpu-nouveau': same('blacklist nouveau'),
  'gpu-kernel-headers': packages(PACKAGES.kernelHeaders),
  'gpu-toolkit-preinstalled': none(TOOLKIT_COMMANDS),
  'gpu-xid-errors': l(`없을 것: Xid ${XID_HARDWARE.value.join(', ')}`, `none of: Xid ${XID_HARDWARE.value.join(', ')}`),
  'gpu-mig-state': l(`분할할 수 있는 모델: ${list(MIG_MODELS)}`, `models that can be divided: ${list(MIG_MODELS)}`),
  'gpu-fabric-manager': l('드라이버와 같은 버전', 'the version of the driver'),
  'gpu-nvlink': l('모든 링크 연결', 'every link up'),
  'gpu-acs': l(`GPU가 ${PEER_GPUS.value}장 이상인 서버에서 끔`, `off on servers with ${PEER_GPUS.value} or more GPUs`),
  'gpu-rdma-modules': loadable(RDMA_MODULES),
  'gpu-os-supported': same(
    Object.entries(OPERATOR_SUPPORT.systems.value)
      .map(([name, versions]) => `${name} ${versions.join(', ')}`)
      .join('; '),
  ),
  'gpu-rhel-restricted-net': DRIVER,
  'gpu-operator-versions': same(
    `Kubernetes 1.${OPERATOR_SUPPORT.kubernetesFrom.value}-1.${OPERATOR_SUPPORT.kubernetesTo.value}`,
  ),
  'gpu-pod-security': l(`예외로 둘 것: ${list(PRIVILEGED_NAMESPACES)}`, `exempt: ${list(PRIVILEGED_NAMESPACES)}`),
  'leftover-services': none(KUBERNETES.units),
  'leftover-dirs': none(LEFTOVER_DIRS.decisive, LEFTOVER_DIRS.others),
  'leftover-container-engine': none(ENGINES.units, ENGINES.processes),
  'leftover-cni-interfaces': none({ value: CNI_INTERFACES.value.map(plain) }),
  'leftover-mounts': none(LEFTOVER_MOUNTS),
  'leftover-programs': none(LEFTOVER_FILES.programs),
  'leftover-config-files': none(LEFTOVER_FILES.settings),
  'leftover-cluster-identity': none(LEFTOVER_FILES.identity),
  'leftover-k0s-snippets': l(
    `version ${K0S_CONTAINERD_CONFIG.before.value} (Kubernetes 1.${K0S_CONTAINERD_CONFIG.from.value}부터 ${K0S_CONTAINERD_CONFIG.after.value})`,
    `version ${K0S_CONTAINERD_CONFIG.before.value} (${K0S_CONTAINERD_CONFIG.after.value} from Kubernetes 1.${K0S_CONTAINERD_CONFIG.from.value} on)`,
  ),
  'selinux-mode': packages(PACKAGES.seLinuxPolicy),
  'selinux-packages': installed(SELINUX_PACKAGES),
  'selinux-labels': l('레이블을 붙일 것 (restorecon -Rv)', 'labelled (restorecon -Rv)'),
  'apparmor-tools': packages(PACKAGES.appArmor),
  'edr-agents': l(`검사에서 뺄 것: ${list(SCAN_EXCLUSIONS)}`, `not scanned: ${list(SCAN_EXCLUSIONS)}`),
  'cis-etcd-user': l('etcd 계정과 그룹이 있을 것 (id etcd)', 'account and group there (id etcd)'),
}
