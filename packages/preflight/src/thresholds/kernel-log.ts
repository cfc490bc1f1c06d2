import { limit } from './limit.ts'

/**
 * What in the kernel's log tells of trouble, by kind, as extended regular expressions that grep, awk and JavaScript
 * read alike.
 */
export const KERNEL_LOG = {
  disk: limit(
    [
      'I/O error',
      'EXT4-fs error',
      'Remounting filesystem read-only',
      'XFS .*([Cc]orruption|[Ss]hutting down|metadata I/O)',
      'BTRFS.*(error|corrupt)',
      'critical (medium|target) error',
      'Medium Error',
      'nvme.*(timeout, (aborting|reset)|controller is down)',
      'ata[0-9.]+: failed command',
      'md/raid.*Disk failure',
    ],
    'Linux kernel sources, printk of block, ext4, xfs, btrfs, nvme, libata and md',
  ),
  memory: limit(
    ['Hardware Error', 'EDAC .*[0-9] [CU]E ', 'Machine [Cc]heck'],
    'Linux kernel sources, printk of mce and edac',
  ),
  stall: limit(
    ['blocked for more than [0-9]+ seconds', 'soft lockup', 'hard LOCKUP', 'Out of memory: Killed'],
    'Linux kernel sources, printk of hung_task, watchdog and oom_kill',
  ),
  gpu: limit(
    ['NVRM: Xid', 'NVRM: .*(API mismatch|RmInitAdapter failed|fallen off the bus)', 'version magic .*nvidia'],
    'NVIDIA, Xid errors guide; NVIDIA driver README, common problems',
  ),
}

/** Devices whose errors say nothing of the host's disks: floppies, optical drives and mounted images. */
export const NOT_A_DISK = limit(['fd[0-9]', 'sr[0-9]', 'loop[0-9]', 'nbd[0-9]'], 'Linux kernel, admin-guide/devices')

/** Errors before somebody should look. */
export const MEMORY_ERRORS = limit(1, 'Linux kernel documentation, RAS (an uncorrected error is a broken module)')
