export type DebianPackage = { name: string; command: string; reason: string }

/** What the machine that carries the lab needs from Debian, and a command by which its absence shows. */
export const DEBIAN_PACKAGES: readonly DebianPackage[] = [
  { name: 'debootstrap', command: 'debootstrap', reason: 'makes the root file system that all lab hosts share' },
  { name: 'systemd-container', command: 'systemd-nspawn', reason: 'boots a lab host: systemd as its process 1' },
  { name: 'iproute2', command: 'ip', reason: 'network namespaces, bridge and links between lab hosts; slow-link' },
  { name: 'nftables', command: 'nft', reason: 'faults of the network: dropped and reset ports, dead DNS, loss' },
  { name: 'openssh-client', command: 'ssh-keygen', reason: 'host keys and the client key; `lab ssh`' },
  { name: 'e2fsprogs', command: 'mkfs.ext4', reason: 'the disk of a lab host' },
  { name: 'util-linux', command: 'nsenter', reason: 'flock, fallocate, setpriv and nsenter' },
  { name: 'mount', command: 'mount', reason: 'loop and overlay mounts of a lab host' },
]

/** What every lab host has installed, beyond the packages Debian calls required. */
export const GUEST_PACKAGES: readonly { name: string; reason: string }[] = [
  { name: 'systemd', reason: 'units, journal, timers as on a server' },
  { name: 'systemd-sysv', reason: 'reboot and poweroff' },
  { name: 'dbus', reason: 'systemctl and loginctl without root, firewalld' },
  { name: 'libpam-systemd', reason: 'sessions of a login as on a server' },
  { name: 'openssh-server', reason: 'the way in' },
  { name: 'sudo', reason: 'accounts that are not root' },
  { name: 'iproute2', reason: 'ip and ss' },
  { name: 'iputils-ping', reason: 'ping' },
  { name: 'procps', reason: 'ps, free, sysctl' },
  { name: 'kmod', reason: 'modprobe, lsmod' },
  { name: 'nftables', reason: 'packet filter' },
  { name: 'iptables', reason: 'needed by Kubernetes distributions' },
  { name: 'ufw', reason: 'a firewall that sites use; off until a fault switches it on' },
  { name: 'firewalld', reason: 'a firewall that sites use; off until a fault switches it on' },
  { name: 'ca-certificates', reason: 'the usual trust store' },
  { name: 'curl', reason: 'needed by installers' },
  { name: 'openssl', reason: 'certificates are looked at with it' },
  { name: 'python3', reason: 'Ansible works through it; the peers of the bench need it' },
  { name: 'netcat-openbsd', reason: 'listeners and connections by hand' },
  { name: 'socat', reason: 'listeners of a host without python3' },
  { name: 'busybox', reason: 'the same tools as another system has them, where a fault puts them first' },
  { name: 'locales', reason: 'tools that speak Korean and German, where a fault tells them to' },
  { name: 'tinyproxy-bin', reason: 'a proxy that wants a login' },
  { name: 'less', reason: 'reading by hand' },
]
