import { limit, OWN } from './limit.ts'

/** Products by the first 15 letters of their processes' names, which is what /proc/PID/comm keeps. */
export const ENDPOINT_AGENTS = limit<Readonly<Record<string, string>>>(
  {
    'falcon-sensor': 'CrowdStrike Falcon',
    falcond: 'CrowdStrike Falcon',
    cbdaemon: 'Carbon Black',
    cbagentd: 'Carbon Black',
    ds_agent: 'Trend Micro Deep Security',
    ds_am: 'Trend Micro Deep Security',
    wdavdaemon: 'Microsoft Defender',
    mdatp: 'Microsoft Defender',
    mfetpd: 'Trellix (McAfee)',
    masvc: 'Trellix (McAfee)',
    mfeespd: 'Trellix (McAfee)',
    sophosd: 'Sophos',
    savd: 'Sophos',
    esets_daemon: 'ESET',
    clamd: 'ClamAV',
    clamonacc: 'ClamAV',
    's1-agent': 'SentinelOne',
    's1-orchestrator': 'SentinelOne',
    taniumclient: 'Tanium',
    TaniumClient: 'Tanium',
    nessusd: 'Nessus',
    'qualys-cloud-ag': 'Qualys',
    xagt: 'Trellix (FireEye)',
    bdsecd: 'Bitdefender',
    cylancesvc: 'Cylance',
    klnagent: 'Kaspersky',
    kesl: 'Kaspersky',
    avastd: 'Avast',
    BESClient: 'HCL BigFix',
    'illumio-pce-ven': 'Illumio',
    ir_agent: 'Rapid7',
    V3Daemon: 'AhnLab V3',
    v3net: 'AhnLab V3',
    ahnlab_mon: 'AhnLab V3',
  },
  `Embedded Cluster, host-support-bundle.tmpl.yaml; rancher/rke2#3458, #5656; products sold in Korea: ${OWN}`,
)

/** Besides the data folder: what scanners must leave alone. */
export const SCAN_EXCLUSIONS = limit(
  ['/var/lib/kubelet', '/opt/cni', '/run/k3s', '/run/k0s', '/run/containerd'],
  'rancher/rke2#3458, #5656; replicatedhq/embedded-cluster#2890, #3015',
)

export const SELINUX_PACKAGES = limit(
  ['container-selinux', 'selinux-policy', 'policycoreutils'],
  'RKE2 documentation, install/airgap and security/selinux',
)

/** Policies under which certificates that sites often have are refused, or old algorithms still pass. */
export const CRYPTO_POLICIES = {
  strict: limit(['FUTURE', 'FIPS'], 'crypto-policies(7)'),
  weak: limit(['LEGACY'], 'crypto-policies(7)'),
}

/** Signs of a hardened image from which on it is worth saying so. */
export const HARDENING_SIGNS = limit(3, `rancher/rke2#3454, #4313; the number: ${OWN}`)
export const HARDENED_MOUNTS = limit(
  ['/tmp', '/var/tmp', '/home', '/dev/shm'],
  'CIS Distribution Independent Linux Benchmark, section 1.1',
)

/** Types of folders that were never labelled, or were moved from another place with its label. */
export const WRONG_LABELS = limit(
  [
    ...['unlabeled_t', 'file_t', 'default_t', 'mnt_t', 'tmp_t', 'user_tmp_t'],
    ...['user_home_t', 'user_home_dir_t', 'home_root_t', 'admin_home_t'],
  ],
  'Red Hat Enterprise Linux 9 documentation, Using SELinux (unlabeled_t, default_t, files moved with mv); Embedded Cluster, host-preflight-common.yaml',
)
