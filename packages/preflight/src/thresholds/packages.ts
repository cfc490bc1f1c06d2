import { type Limit, limit } from './limit.ts'

type Names = Limit<readonly string[]>

const NVIDIA = 'NVIDIA Driver Installation Guide, pre-installation actions'
const KUBESPRAY = 'Kubespray, roles/system_packages'
const FABRIC_MANAGER = 'NVIDIA Fabric Manager User Guide, installation'

/** Packages that remedies name, by what they are for; `{…}` and `$(…)` are filled in by the check and by the shell. */
export const PACKAGES = {
  nfsClient: {
    debian: limit(['nfs-common'], 'Debian 12 and Ubuntu 22.04 package indexes (Contents)'),
    rhel: limit(['nfs-utils'], 'RHEL 9 package manifest'),
  },
  nfsServer: {
    debian: limit(['nfs-kernel-server'], 'Debian 12 and Ubuntu 22.04 package indexes (Contents)'),
    rhel: limit(['nfs-utils'], 'RHEL 9 package manifest'),
  },
  time: {
    debian: limit(['chrony'], 'Debian 12 and Ubuntu 22.04 package indexes (Contents)'),
    rhel: limit(['chrony'], 'RHEL 9 package manifest'),
  },
  appArmor: { debian: limit(['apparmor'], `${KUBESPRAY}; k3s contrib/util/check-config.sh`) },
  seLinuxPolicy: {
    rhel: limit(['container-selinux', 'rke2-selinux'], 'RKE2 documentation, install/airgap (SELinux RPM)'),
  },
  pythonBindings: { debian: limit(['python3-apt'], KUBESPRAY), rhel: limit(['python3-libselinux'], KUBESPRAY) },
  moreModules: {
    ubuntu: limit(['linux-modules-extra-$(uname -r)'], 'Ubuntu package index (linux-modules-extra)'),
    debian: limit(['linux-image-amd64'], 'Debian 12 package index (linux-image-cloud-amd64 has fewer modules)'),
    rhel: limit(['kernel-modules-extra-$(uname -r)'], 'RKE2 documentation, install/requirements (RHEL 10)'),
  },
  kernelHeaders: {
    debian: limit(['linux-headers-$(uname -r)'], NVIDIA),
    rhel: limit(['kernel-devel-$(uname -r)'], NVIDIA),
  },
  driverBuild: {
    debian: limit(['build-essential', 'dkms'], NVIDIA),
    rhel: limit(['gcc', 'make', 'dkms'], `${NVIDIA} (dkms is in EPEL)`),
  },
  fabricManager: {
    debian: limit(['nvidia-fabricmanager-{branch}'], FABRIC_MANAGER),
    rhel: limit(['nvidia-fabric-manager-{driver}'], FABRIC_MANAGER),
  },
  rdma: {
    debian: limit(['rdma-core'], 'Debian 12 package index (rdma-core)'),
    rhel: limit(['rdma-core'], 'RHEL 9 package manifest'),
  },
} satisfies Record<string, Partial<Record<'debian' | 'ubuntu' | 'rhel', Names>>>
