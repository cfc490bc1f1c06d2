/** Vendors of GPUs and of the network cards that go with them: NVIDIA, AMD, Mellanox. */
const VENDORS = '0x10de | 0x1002 | 0x15b3'
const DRIVERS = ['nvidia', 'nouveau', 'vfio-pci', 'nvidia-nvswitch', 'mlx5_core']
/** Debian's own packages put theirs into a folder for each driver. */
const LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu/nvidia/*',
  '/usr/lib64',
  '/usr/lib',
  '/usr/lib/nvidia',
]
const RUNTIME_FILES = [
  '/etc/containerd/config.toml',
  '/etc/containerd/conf.d/*.toml',
  '/etc/docker/daemon.json',
  '/etc/crio/crio.conf.d/*',
]

/**
 * Lines of `nvidia-smi -q` that checks read: headings, by which a value is known, and values; and what it says when it
 * fails. Serial numbers stay where they are. Not every awk knows ` {4}`.
 */
export const SMI_LINES = [
  'GPU [0-9A-F]',
  'Driver Version',
  '    [A-Za-z0-9 ]+$',
  '    (Product Name|Product Architecture|Persistence Mode|Processes) *:',
  '        (Volatile|Aggregate)$',
  '        (Current|Pending|Virtualization [Mm]ode|Total|Remapping Failure Occurred|State|Status) *:',
  '            ([SD]RAM .*|Type|Name) *:',
  '(NVIDIA-SMI has f|Failed|Unable|No devices)',
]

/**
 * What the PCI bus shows needs no driver. The driver's own tool is asked only where a driver is loaded, and held to its
 * seconds: on a broken card it hangs, and eight GPUs that nobody keeps awake take one to three each (NVIDIA, driver
 * persistence).
 */
export const GPU_SECTION = `
gpu() {
  echo "@gpu"
  for file in /sys/firmware/efi/efivars/SecureBoot-*; do
    [ -r "$file" ] && echo "secureboot=$(od -An -tu1 -j4 -N1 "$file")"
  done
  set --
  for file in /sys/bus/pci/devices/*/vendor; do
    read -r vendor <"$file"
    case $vendor in ${VENDORS}) ;; *) continue ;; esac
    file=\${file%/vendor}
    for key in vendor class device current_link_width max_link_width resource; do set -- "$@" "$file/$key"; done
  done
  [ $# -gt 0 ] || return
  grep -sH '' "$@" /sys/class/infiniband/*/ports/*/state /sys/class/infiniband/*/ports/*/phys_state /sys/class/infiniband/*/ports/*/rate /sys/class/infiniband/*/ports/*/link_layer
  for file in ${DRIVERS.map((name) => `/sys/bus/pci/drivers/${name}/*:*`).join(' ')}; do
    [ -e "$file" ] && echo "driver=$file"
  done
  [ -e "/lib/modules/$release/build" ] && echo "headers=yes"
  [ -d /sys/kernel/iommu_groups/0 ] && echo "iommu=groups"
  for file in ${LIBRARIES.map((folder) => `${folder}/libnvidia-ml.so.*.*`).join(' ')}; do
    [ -e "$file" ] && echo "library=\${file##*.so.}"
  done
  for file in $(grep -sl nvidia ${RUNTIME_FILES.join(' ')}); do
    echo "runtime=$file"
  done
  if command -v nv-fabricmanager >/dev/null; then
    run fabric-manager 2 nv-fabricmanager --version
  fi
  if [ "$uid" = 0 ] && command -v lspci >/dev/null; then
    run acs 4 lspci -vvv -d ::0604
  fi
  [ -r /proc/driver/nvidia/version ] || return
  run nvidia-smi 16 nvidia-smi -q
  code=$?
  echo "code=$code"
  if [ $code -lt 124 ]; then run nvlink 4 nvidia-smi nvlink -s; else echo "@nvlink"; echo "!nvlink timed-out"; fi
}
`
