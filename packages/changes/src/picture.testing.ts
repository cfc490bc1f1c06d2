/**
 * For tests on lab hosts: a script that prints all that must be as before once everything was put back. Files of /etc by
 * content, mode, owner and time of change; links; what is in force now; and that nothing of ours is left.
 */
export const PICTURE = `
cd /
files() { find etc -xdev -type f ! -name '.updated' ! -name '.pwd.lock' ! -path 'etc/ssl/certs/ca-certificates.crt' "$@"; }
files -print0 | sort -z | xargs -0 sha256sum | cut -c 1-16,65-
files -printf '%m %U:%G %T@ %p\\n' | sort
sha256sum etc/ssl/certs/ca-certificates.crt
find etc -xdev -type l -printf '%p -> %l\\n' | sort
find etc -xdev -type d -printf '%m %u:%g %p\\n' | sort
ls -A /var/lib/astrago 2>/dev/null
sysctl net.ipv4.ip_forward net.ipv4.conf.all.rp_filter fs.inotify.max_user_instances fs.inotify.max_user_watches vm.nr_hugepages kernel.hostname
awk '{ print $1, $NF }' /proc/swaps
ls /sys/module | grep -E '^(vxlan|ip_vs|dummy)$'
systemctl list-unit-files --no-legend --no-pager | grep -v '^session-'
systemctl list-units --no-legend --no-pager --plain --type=service --state=active | awk '{ print $1 }' | grep -vE '^(user|run-|session-|systemd-(hostnamed|tmpfiles|timedated|localed|user)|ufw|firewalld|modprobe@|polkit)'
ufw status 2>/dev/null | grep -v '^$'
nft list ruleset 2>/dev/null | grep -c astrago
`
