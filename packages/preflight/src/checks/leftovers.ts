import { block, hostCheck, never, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import {
  CNI_INTERFACES,
  CNI_NAMESPACES,
  ENGINE_BRIDGES,
  ENGINES,
  FALLBACK_INTERFACES,
  KUBERNETES,
  LEFTOVER_DIRS,
  LEFTOVER_MOUNTS,
  PLUGIN_DIRS,
} from '../thresholds/leftovers.ts'
import { engineUsesCni } from './engine-network.ts'
import { CLUSTER, list, shortList } from './helpers.ts'
import { uninstallOf } from './uninstall.ts'

const CNI_INTERFACE = new RegExp(`^(${CNI_INTERFACES.value.join('|')})$`)

const REMOVE = l(
  '이전 설치의 제거 도구로 지우고 재시작하십시오({command}). 손으로 지우지 마십시오. etcd 데이터는 먼저 복사해 두십시오.',
  "Remove it with the earlier installation's own tool and reboot ({command}); not by hand. Keep a copy of etcd first.",
)

export const LEFTOVERS = [
  hostCheck({
    id: 'leftover-services',
    category: 'leftovers',
    title: l('이전 Kubernetes 서비스', 'Kubernetes services'),
    explain: l('이미 Kubernetes가 설치되어 있으면 덮어쓰지 않습니다.', 'An existing Kubernetes is never overwritten.'),
    prepare: l(
      '이전에 설치한 Kubernetes를 그 설치의 제거 스크립트로 지우십시오.',
      'Remove an earlier Kubernetes with its own uninstall script.',
    ),
    reads: ['processes', 'units'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      installed: block('꺼져 있지만 설치되어 있습니다: {found}', 'Installed, though not running: {found}', REMOVE),
      running: never('Kubernetes가 돌고 있습니다: {found}', 'Kubernetes is running: {found}', REMOVE),
    },
    thresholds: KUBERNETES,
    judge: ({ processes, units }) => {
      const running = KUBERNETES.processes.value.filter((name) => processes.includes(name))
      const installed = KUBERNETES.units.value.filter((name) => units[name]?.installed)
      const found = running.length ? running : installed
      return {
        outcome: running.length ? 'running' : installed.length ? 'installed' : 'pass',
        found: list(found) || '-',
        wanted: '-',
        params: { found: list(found), command: uninstallOf([...running, ...installed]) },
      }
    },
  }),
  hostCheck({
    id: 'leftover-dirs',
    category: 'leftovers',
    title: l('이전 설치의 폴더', 'Folders of an earlier installation'),
    explain: l(
      '남아 있는 설정과 데이터가 새 클러스터에 섞여 들어갑니다.',
      'Old settings and data would get into the new cluster.',
    ),
    prepare: l(
      '이전 설치가 남긴 설정과 데이터 폴더를 지우십시오.',
      'Remove folders with settings and data of an earlier installation.',
    ),
    reads: ['leftoverDirs'],
    unknowns: ['no-root'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      plugins: warn(
        '네트워크 플러그인의 폴더만 비어 있지 않습니다: {found}. podman이나 docker가 쓰는 것일 수도 있습니다.',
        'Only folders of network plugins are not empty: {found}. They may be those of podman or docker.',
        l(
          'podman network ls나 docker로 쓰는 곳이 있는지 보십시오. 컨테이너 엔진의 것이면 그대로 두고, 이전 클러스터의 것이면 다른 곳으로 옮기십시오.',
          'See whether podman (podman network ls) or docker uses them. What is of a container engine may stay; move away what an earlier cluster left.',
        ),
      ),
      some: warn('빈 폴더가 아닙니다: {found}', 'Not empty: {found}', REMOVE),
      data: block(
        '클러스터의 키나 데이터가 남아 있습니다: {found}',
        'Keys or data of a cluster are left: {found}',
        REMOVE,
      ),
    },
    thresholds: { ...LEFTOVER_DIRS, plugins: PLUGIN_DIRS },
    judge: ({ leftoverDirs: { filled, unreadable } }) => {
      const data = filled.some((dir) => LEFTOVER_DIRS.decisive.value.includes(dir))
      const others = filled.some((dir) => !PLUGIN_DIRS.value.includes(dir))
      const params = { found: shortList(filled), command: uninstallOf(filled) }
      if (!filled.length && unreadable.length) return { unknown: 'no-root', found: list(unreadable) }
      return {
        outcome: data ? 'data' : others ? 'some' : filled.length ? 'plugins' : 'pass',
        found: shortList(filled) || '-',
        wanted: '-',
        params,
      }
    },
  }),
  hostCheck({
    id: 'leftover-container-engine',
    category: 'leftovers',
    title: l('다른 컨테이너 엔진', 'Other container engine'),
    explain: l(
      'docker나 containerd가 있으면 포트와 방화벽 규칙이 부딪히고, GPU 도구가 엉뚱한 설정을 고칩니다.',
      'docker or containerd collide over ports and firewall rules, and the GPU toolkit may edit the wrong settings.',
    ),
    prepare: l(
      'Docker, containerd, Podman 등 다른 컨테이너 엔진을 지우거나 끄십시오.',
      'Remove other container engines such as Docker, containerd and Podman, or switch them off.',
    ),
    reads: ['processes', 'units'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There is none.'),
      stopped: note('설치되어 있지만 돌고 있지 않습니다: {found}', 'Installed, not running: {found}'),
      running: warn(
        '돌고 있습니다: {found}',
        'Running: {found}',
        l(
          '컨테이너를 옮기고 엔진을 지우거나 끄십시오.',
          'Move its containers away, then remove the engine or switch it off.',
        ),
      ),
      gpu: block(
        'GPU 노드에서 다른 컨테이너 엔진이 돌고 있습니다: {found}',
        'Another container engine runs on a GPU node: {found}',
        l('docker와 containerd 패키지를 지우십시오.', 'Remove the packages of docker and containerd.'),
      ),
      removed: never(
        'Kubespray가 이 엔진과 그 위의 컨테이너를 지웁니다: {found}',
        'Kubespray would remove this engine with its containers: {found}',
        l('컨테이너를 먼저 다른 서버로 옮기십시오.', 'Move its containers to another machine first.'),
      ),
    },
    source: 'Kubespray roles/container-engine/validate-container-engine; NVIDIA/nvidia-container-toolkit#982',
    thresholds: ENGINES,
    judge: ({ processes, units }, { node, site }) => {
      const running = processes.filter((name) => ENGINES.processes.value.includes(name))
      const stopped = ENGINES.units.value.filter((name) => units[name]?.installed)
      const found = running.length ? running : stopped
      const values = { found: list(found) || '-', wanted: '-', params: { found: list(found) } }
      if (!running.length) return { outcome: stopped.length ? 'stopped' : 'pass', ...values }
      const removed = running.filter((name) => ENGINES.removed.value.includes(name))
      if (site.distribution === 'kubespray')
        return removed.length
          ? { outcome: 'removed', ...values, params: { found: list(removed) } }
          : { outcome: 'running', ...values }
      // podman has no runtime that the toolkit could take for that of the cluster.
      const second = running.some((name) => name !== 'podman')
      return { outcome: node.roles.includes('gpu') && second ? 'gpu' : 'running', ...values }
    },
  }),
  hostCheck({
    id: 'leftover-cni-interfaces',
    category: 'leftovers',
    title: l('이전 CNI 인터페이스', 'Network interfaces of an earlier cluster'),
    explain: l(
      '남은 인터페이스와 그 경로가 새 파드 통신을 가로챕니다.',
      'Old interfaces and their routes take the traffic of the new pods.',
    ),
    prepare: l(
      '이전 설치가 남긴 네트워크 인터페이스를 지우거나 서버를 재부팅하십시오.',
      'Remove network interfaces of an earlier installation, or reboot the server.',
    ),
    reads: ['interfaces'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      found: block(
        '남아 있습니다: {found}',
        'Still there: {found}',
        l(
          '이전 설치의 killall 스크립트를 실행하거나 재시작하십시오.',
          "Run the earlier installation's killall script, or reboot.",
        ),
      ),
    },
    thresholds: { interfaces: CNI_INTERFACES, withAddress: FALLBACK_INTERFACES },
    judge: ({ interfaces }) => {
      const found = interfaces
        .filter(({ name, addresses }) => addresses.length > 0 || !FALLBACK_INTERFACES.value.includes(name))
        .map(({ name }) => name)
        .filter((name) => CNI_INTERFACE.test(name))
      return {
        outcome: found.length ? 'found' : 'pass',
        found: shortList(found) || '-',
        wanted: '-',
        params: { found: shortList(found) },
      }
    },
  }),
  hostCheck({
    id: 'leftover-mounts',
    category: 'leftovers',
    title: l('이전 파드의 마운트', 'Mounts of earlier pods'),
    explain: l(
      '남은 마운트 때문에 폴더를 지우거나 다시 쓸 수 없습니다.',
      'They keep folders from being removed or used again.',
    ),
    prepare: l(
      '이전 설치가 남긴 마운트를 해제하거나 서버를 재부팅하십시오.',
      'Unmount what an earlier installation left, or reboot the server.',
    ),
    reads: ['mounts', 'interfaces'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      found: block(
        '마운트 {count}개가 남아 있습니다: {found}',
        '{count} mounts are left: {found}',
        l(
          '이전 설치의 killall 스크립트를 실행하거나 재시작하십시오.',
          "Run the earlier installation's killall script, or reboot.",
        ),
      ),
    },
    source: 'RKE2 documentation, install/uninstall',
    thresholds: { mounts: LEFTOVER_MOUNTS, ofCni: CNI_NAMESPACES, engines: ENGINE_BRIDGES },
    judge: ({ mounts, interfaces }) => {
      const starts = [...LEFTOVER_MOUNTS.value, ...(engineUsesCni(interfaces) ? [] : CNI_NAMESPACES.value)]
      const found = mounts
        .map((mount) => mount.target)
        .filter((target) => starts.some((start) => target.startsWith(start)))
      return {
        outcome: found.length ? 'found' : 'pass',
        found: String(found.length),
        wanted: '0',
        params: { count: found.length, found: shortList(found, 3) },
      }
    },
  }),
]
