/**
 * The verdicts of clean lab hosts (one control plane n001, two workers) that are not `pass`, as `check | hosts |
 * status outcome`, each with its reason.
 */
export const CLEAN_LAB_HOST: Readonly<Record<string, string>> = {
  'role-counts | * | pass single': 'The lab of the test has one control plane.',
  'disk-rotational | n001 | unknown not-collected': "The lab's disk is a file of the machine.",
  'product-uuid-unique | n001 n002 n003 | pass none': 'A lab host is a container, which has none of its own.',
  'time-source | n001 n002 n003 | pass unseen':
    'The machine that carries the lab keeps the time, the hosts run nothing for it.',
  'virtualization-type | n001 n002 n003 | pass vm': 'The machine that carries the lab is a virtual one.',
  'sysctl-ip-forward | n001 n002 n003 | warn off':
    'As after a fresh installation of Debian: the installation switches it on.',
  'sysctl-inotify | n001 n002 n003 | warn low': "Debian's default of 128 instances: the installation raises it.",
}
