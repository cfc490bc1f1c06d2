import { block, hostCheck, note, ok, warn } from '../../check.ts'
import { infinibandCards, nvidiaGpus } from '../../gpu-model.ts'
import { l } from '../../text.ts'
import { DMA_BUF_KERNEL, PEER_GPUS, RDMA_MODULES } from '../../thresholds/gpu.ts'
import { OWN } from '../../thresholds/limit.ts'
import { PACKAGES } from '../../thresholds/packages.ts'
import { isOlder, list, shortList, words } from '../helpers.ts'
import { plannedDriver } from './policy.ts'

/** A virtual GPU is named after the card and its share, such as `NVIDIA A40-48Q`; with a driver it says so itself. */
const VGPU_NAME = /-\d+[QCAB]$/
const ACTIVE = 'ACTIVE'
const isActive = (state: string): boolean => state.includes(ACTIVE)

export const GPU_PLACEMENT = [
  hostCheck({
    id: 'gpu-passthrough-bars',
    category: 'gpu',
    title: l('GPU의 메모리 창(BAR)', 'Memory windows of GPUs (BAR)'),
    explain: l(
      '펌웨어가 GPU에 주소를 주지 못하면 드라이버가 올라오지 않습니다. 가상 머신의 패스스루 설정에서 흔합니다.',
      'Where the firmware has no room for a GPU its driver does not start; common with passthrough to virtual machines.',
    ),
    prepare: l(
      'BIOS에서 Above 4G Decoding을 켜십시오. 가상 머신은 EFI로 부팅하게 하십시오.',
      'Switch Above 4G Decoding on in the BIOS; let virtual machines boot with EFI.',
    ),
    reads: ['gpu', 'cpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('모두 주소를 받았습니다.', 'All have their addresses.'),
      bios: block(
        '주소를 받지 못한 GPU가 있습니다: {gpus}',
        'GPUs without addresses: {gpus}',
        l(
          'BIOS에서 Above 4G Decoding(64-bit MMIO)을 켜고 재시작하십시오.',
          'Switch Above 4G Decoding (64-bit MMIO) on in the BIOS and reboot.',
        ),
      ),
      vm: block(
        '가상 머신이 주소를 주지 못한 GPU가 있습니다: {gpus}',
        'The virtual machine has no addresses for GPUs: {gpus}',
        l(
          'EFI로 부팅하고, vSphere라면 pciPassthru.use64bitMMIO=TRUE와 pciPassthru.64bitMMIOSizeGB를 설정하십시오.',
          'Boot with EFI and, on vSphere, set pciPassthru.use64bitMMIO=TRUE and pciPassthru.64bitMMIOSizeGB.',
        ),
      ),
    },
    source: `NVIDIA GPU Operator documentation, platform-support (vSphere); ${OWN}`,
    judge: ({ gpu, cpu }) => {
      const lost = nvidiaGpus(gpu.devices)
        .filter((each) => !each.addressed)
        .map((each) => each.slot)
      const outcome = lost.length === 0 ? 'pass' : cpu.flags.includes('hypervisor') ? 'vm' : 'bios'
      return { outcome, found: list(lost) || '-', wanted: '-', params: { gpus: shortList(lost, 8) } }
    },
  }),
  hostCheck({
    id: 'gpu-reserved-for-vm',
    category: 'gpu',
    title: l('가상 머신에 넘긴 GPU', 'GPUs kept for virtual machines'),
    explain: l(
      'vfio-pci가 잡고 있는 GPU는 가상 머신용으로 예약된 것이라 컨테이너가 쓸 수 없습니다.',
      'A GPU held by vfio-pci is kept for virtual machines; containers cannot use it.',
    ),
    prepare: l(
      '설치에 쓸 GPU를 가상 머신용(vfio-pci)으로 묶어 두지 마십시오.',
      'Do not hold the GPUs for virtual machines (vfio-pci).',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      held: block(
        'vfio-pci가 잡고 있습니다: {gpus}',
        'Held by vfio-pci: {gpus}',
        l(
          '/etc/modprobe.d와 부팅 옵션에서 vfio-pci.ids를 지우고 재시작하십시오.',
          'Remove vfio-pci.ids from /etc/modprobe.d and the boot options, and reboot.',
        ),
      ),
    },
    source: 'Linux kernel documentation, driver-api/vfio; NVIDIA GPU Operator with KubeVirt',
    judge: ({ gpu }) => {
      const held = nvidiaGpus(gpu.devices)
        .filter((each) => each.driver === 'vfio-pci')
        .map((each) => each.slot)
      return {
        outcome: held.length ? 'held' : 'pass',
        found: list(held) || '-',
        wanted: '-',
        params: { gpus: shortList(held, 8) },
      }
    },
  }),
  hostCheck({
    id: 'gpu-vgpu-guest',
    category: 'gpu',
    title: l('vGPU 게스트', 'Guest of a vGPU'),
    explain: l(
      'vGPU를 받은 가상 머신에는 보통 드라이버가 아니라 라이선스가 있는 게스트 드라이버가 필요합니다.',
      'A virtual machine with a vGPU needs the licensed guest driver, not the usual one.',
    ),
    prepare: l(
      'vGPU를 쓴다면 라이선스가 있는 게스트 드라이버를 설치하십시오.',
      'Where vGPUs are used, install their licensed guest driver.',
    ),
    reads: ['smi', 'gpu'],
    roles: ['gpu'],
    field: 'gpu.driverPolicy',
    outcomes: {
      pass: ok('vGPU가 아닙니다.', 'Not a vGPU.'),
      guest: block(
        'vGPU입니다({found}). 표준 드라이버로는 동작하지 않습니다.',
        'A vGPU ({found}): the standard driver does not work with it.',
        l(
          'NVIDIA AI Enterprise의 게스트 드라이버와 라이선스 토큰을 미리 설치하고 질문지에서 "이미 설치되어 있음"을 고르십시오.',
          'Preinstall the guest driver of NVIDIA AI Enterprise with its licence token, and say so in the questionnaire.',
        ),
      ),
      licensed: note(
        'vGPU입니다({found}). 게스트 드라이버가 있으니 라이선스가 유효한지 nvidia-smi -q로 확인하십시오.',
        'A vGPU ({found}) with its guest driver; see in nvidia-smi -q that the licence is valid.',
      ),
    },
    source: 'NVIDIA GPU Operator documentation, install-gpu-operator-vgpu',
    judge: ({ smi, gpu }, subject) => {
      const names = [...smi.gpus.map((each) => each.name), ...gpu.models]
      const guest =
        smi.gpus.some((each) => each.virtualization === 'VGPU') || names.some((name) => VGPU_NAME.test(name))
      const found = names[0] ?? '-'
      const outcome = !guest ? 'pass' : plannedDriver(subject) ? 'guest' : 'licensed'
      return { outcome, found: guest ? found : '-', wanted: '-', params: { found } }
    },
  }),
  hostCheck({
    id: 'gpu-pcie-link',
    category: 'gpu',
    title: l('PCIe 링크 폭', 'Width of the PCIe link'),
    explain: l(
      '카드가 지원하는 것보다 좁은 링크는 제대로 꽂히지 않았거나 슬롯이 다르다는 뜻입니다.',
      'A link narrower than the card allows means that it sits badly, or in another slot.',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('최대 폭입니다.', 'As wide as it goes.'),
      narrow: note(
        '좁은 링크가 있습니다: {gpus}. 카드를 다시 꽂거나 슬롯의 사양을 확인하십시오.',
        'Narrow links: {gpus}. Seat the cards again, or look at what the slots offer.',
      ),
    },
    source: 'Linux kernel documentation, ABI/testing/sysfs-bus-pci (current_link_width)',
    judge: ({ gpu }) => {
      const narrow = nvidiaGpus(gpu.devices).filter(
        ({ linkWidth, linkWidthMost }) => linkWidth !== null && linkWidthMost !== null && linkWidth < linkWidthMost,
      )
      const found = narrow.map(({ slot, linkWidth, linkWidthMost }) => `${slot} x${linkWidth}/x${linkWidthMost}`)
      return {
        outcome: narrow.length ? 'narrow' : 'pass',
        found: shortList(found, 4) || '-',
        wanted: '-',
        params: { gpus: shortList(found, 4) },
      }
    },
  }),
  hostCheck({
    id: 'gpu-iommu',
    category: 'gpu',
    title: l('IOMMU', 'IOMMU'),
    explain: l(
      'IOMMU가 주소를 바꾸어 주는 방식이면 GPU끼리, GPU와 네트워크 카드 사이의 직접 통신이 느려집니다.',
      'While the IOMMU translates addresses, direct traffic between GPUs and network cards is slower.',
    ),
    reads: ['gpu', 'gpuHost', 'kernel', 'cpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('꺼져 있거나 통과(pt) 방식입니다.', 'It is off, or passes addresses through.'),
      translates: note(
        '주소를 바꾸는 방식으로 켜져 있습니다. 가상 머신을 쓰지 않으면 부팅 옵션에 iommu=pt를 넣으십시오.',
        'It translates; unless virtual machines are in use, boot with iommu=pt.',
      ),
    },
    source: 'NVIDIA, NCCL documentation, troubleshooting (PCI access control services)',
    thresholds: { gpus: PEER_GPUS },
    judge: ({ gpu, gpuHost, kernel, cpu }) => {
      const several = nvidiaGpus(gpu.devices).length >= PEER_GPUS.value
      const passes = kernel.bootOptions.includes('iommu=pt') || cpu.flags.includes('hypervisor')
      const options = kernel.bootOptions.filter((option) => option.includes('iommu'))
      return {
        outcome: gpuHost.iommu && several && !passes ? 'translates' : 'pass',
        found: `${gpuHost.iommu ? 'on' : 'off'} ${options.join(' ')}`.trim(),
        wanted: 'off, iommu=pt',
      }
    },
  }),
  hostCheck({
    id: 'gpu-acs',
    category: 'gpu',
    title: l('PCIe ACS', 'PCIe ACS'),
    explain: l(
      'ACS가 켜진 브리지는 GPU 사이의 통신을 CPU를 거치게 해서, NCCL이 느려지거나 멈춥니다.',
      'Bridges with ACS send traffic between GPUs by way of the processor: NCCL slows down or hangs.',
    ),
    prepare: l('BIOS에서 PCIe ACS를 끄십시오.', 'Switch PCIe ACS off in the BIOS.'),
    reads: ['gpu', 'gpuHost', 'cpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('켜진 브리지가 없습니다.', 'No bridge has it on.'),
      unseen: note(
        'lspci나 root 권한이 없어 보지 못했습니다. 여러 GPU로 학습한다면 lspci -vvv | grep ACSCtl로 확인하십시오.',
        'Not seen without root and lspci; for training over several GPUs see lspci -vvv | grep ACSCtl.',
      ),
      on: warn(
        '브리지 {count}개에 켜져 있습니다.',
        'It is on at {count} bridges.',
        l(
          'BIOS에서 ACS를 끄거나, 부팅할 때 setpci로 끄는 서비스를 두십시오.',
          'Switch ACS off in the BIOS, or with setpci in a service at boot.',
        ),
      ),
    },
    source: 'NVIDIA, NCCL documentation, troubleshooting (PCI access control services)',
    thresholds: { gpus: PEER_GPUS },
    judge: ({ gpu, gpuHost: { acs }, cpu }) => {
      const several = nvidiaGpus(gpu.devices).length >= PEER_GPUS.value
      const found = acs ? `${acs.on}/${acs.bridges}` : '-'
      const values = { found, wanted: '0', params: { count: acs?.on ?? 0 } }
      if (!several || cpu.flags.includes('hypervisor')) return { outcome: 'pass', ...values }
      if (acs === null) return { outcome: 'unseen', ...values }
      return { outcome: acs.on > 0 ? 'on' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-rdma-ports',
    category: 'gpu',
    title: l('InfiniBand·RoCE 포트', 'Ports of InfiniBand and RoCE'),
    explain: l(
      '서버 사이의 학습 통신에 쓰는 포트입니다. 서브넷 매니저가 없으면 INIT에서 멈춥니다.',
      'What training between servers runs over; without a subnet manager a port stays in INIT.',
    ),
    prepare: l('InfiniBand를 쓴다면 서브넷 매니저를 실행하십시오.', 'Where InfiniBand is used, run a subnet manager.'),
    reads: ['infiniband'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('모두 연결되었거나 카드가 없습니다.', 'All are up, or there is no card.'),
      some: note(
        '연결되지 않은 포트가 있습니다: {ports}. 쓰는 포트라면 케이블과 스위치를 확인하십시오.',
        'Ports that are not up: {ports}. Look at cable and switch of those that are meant to be used.',
      ),
      init: warn(
        '서브넷 매니저를 기다리는 포트가 있습니다: {ports}',
        'Ports wait for a subnet manager: {ports}',
        l(
          'InfiniBand 스위치나 서버 한 대에서 서브넷 매니저(opensm)를 실행하십시오.',
          'Run a subnet manager (opensm) on the switch or on one server.',
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, gpu-operator-rdma; InfiniBand Architecture, port states',
    judge: ({ infiniband }) => {
      const name = ({ device, port }: { device: string; port: string }): string => `${device}/${port}`
      const waiting = infiniband.filter(({ state, link }) => state.includes('INIT') && link === 'InfiniBand')
      const down = infiniband.filter(({ state }) => !isActive(state))
      const up = infiniband.length - down.length
      const values = { found: infiniband.length ? `${up}/${infiniband.length} ${ACTIVE}` : '-', wanted: ACTIVE }
      if (waiting.length) return { outcome: 'init', ...values, params: { ports: shortList(waiting.map(name), 8) } }
      return { outcome: down.length ? 'some' : 'pass', ...values, params: { ports: shortList(down.map(name), 8) } }
    },
  }),
  hostCheck({
    id: 'gpu-rdma-modules',
    category: 'gpu',
    title: l('GPUDirect RDMA', 'GPUDirect RDMA'),
    explain: l(
      '네트워크 카드가 GPU 메모리를 직접 읽고 쓰려면 모듈과 커널이 맞아야 합니다.',
      'For network cards to read and write the memory of GPUs, modules and kernel must fit.',
    ),
    prepare: l(
      'RDMA 네트워크 카드가 있다면 RDMA 패키지를 설치하십시오.',
      'Where there are RDMA network cards, install the RDMA package.',
    ),
    reads: ['infiniband', 'modules', 'kernel', 'gpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('쓸 수 있거나 카드가 없습니다.', 'It can be used, or there is no card.'),
      peermem: note(
        '커널이 {kernel}이라 DMA-BUF를 쓸 수 없습니다. nvidia_peermem 모듈을 올리십시오.',
        'Kernel {kernel} has no DMA-BUF for this; load the module nvidia_peermem.',
      ),
      modules: warn(
        '카드는 있지만 모듈이 올라와 있지 않습니다: {modules}',
        'There are cards, but modules are not loaded: {modules}',
        {
          debian: l(
            `실행: apt-get install -y ${words(PACKAGES.rdma.debian)}, 그 뒤 modprobe ib_uverbs`,
            `Run: apt-get install -y ${words(PACKAGES.rdma.debian)}, then modprobe ib_uverbs`,
          ),
          rhel: l(
            `실행: dnf install -y ${words(PACKAGES.rdma.rhel)}, 그 뒤 modprobe ib_uverbs`,
            `Run: dnf install -y ${words(PACKAGES.rdma.rhel)}, then modprobe ib_uverbs`,
          ),
          other: l(
            'rdma-core를 설치하고 modprobe ib_uverbs를 실행하십시오.',
            'Install rdma-core and run modprobe ib_uverbs.',
          ),
        },
      ),
    },
    thresholds: { kernel: DMA_BUF_KERNEL, modules: RDMA_MODULES, packages: PACKAGES.rdma },
    judge: ({ infiniband, modules, kernel, gpu }) => {
      const cards = infinibandCards(gpu.devices).length > 0
      const missing = RDMA_MODULES.value.filter((name) => !modules.loaded.includes(name))
      const found = list(RDMA_MODULES.value.filter((name) => modules.loaded.includes(name))) || '-'
      const values = { found, wanted: list(RDMA_MODULES.value) }
      if (!cards && infiniband.length === 0) return { outcome: 'pass', ...values, found: '-' }
      if (missing.length) return { outcome: 'modules', ...values, params: { modules: list(missing) } }
      const old = isOlder(kernel.release, DMA_BUF_KERNEL.value) && !modules.loaded.includes('nvidia_peermem')
      return { outcome: old ? 'peermem' : 'pass', ...values, params: { kernel: kernel.release } }
    },
  }),
]
