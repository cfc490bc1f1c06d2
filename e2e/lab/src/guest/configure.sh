#!/bin/sh
# Runs once inside the shared root file system, before it is kept: what all lab hosts have in common.
set -eu

# admin comes with a password and needs it for sudo; ops comes with a key and needs none. Throw-away test accounts.
useradd --create-home --shell /bin/bash --groups sudo admin
useradd --create-home --shell /bin/bash ops
echo "admin:$LAB_ADMIN_PASSWORD" | chpasswd
passwd --lock ops >/dev/null
echo 'ops ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ops
chmod 440 /etc/sudoers.d/ops

for locale in de_DE ko_KR; do
  localedef --inputfile="$locale" --charmap=UTF-8 "$locale.UTF-8"
done

# Hosts get the lab's key when they are made.
for user in root ops; do
  home=$(getent passwd "$user" | cut -d: -f6)
  install -d -m 700 -o "$user" -g "$user" "$home/.ssh"
  install -m 600 -o "$user" -g "$user" /dev/null "$home/.ssh/authorized_keys"
done

# Each host gets its own.
rm -f /etc/ssh/ssh_host_* /etc/machine-id /var/lib/dbus/machine-id
: >/etc/machine-id

# Nothing of these has a meaning here: no hardware, no package mirror, no console.
for unit in systemd-networkd-wait-online.service systemd-resolved.service systemd-timesyncd.service \
  systemd-udevd.service getty.target console-getty.service apt-daily.timer apt-daily-upgrade.timer \
  dpkg-db-backup.timer e2scrub_all.timer fstrim.timer; do
  ln -sf /dev/null "/etc/systemd/system/$unit"
done
systemctl disable firewalld.service ufw.service nftables.service >/dev/null 2>&1

mkdir -p /etc/systemd/journald.conf.d
printf '[Journal]\nStorage=persistent\nSystemMaxUse=16M\n' >/etc/systemd/journald.conf.d/lab.conf

cat >/etc/systemd/system/lab-look.service <<'UNIT'
[Unit]
Description=Files over /proc and /sys that show this host as its profile says
DefaultDependencies=no
After=systemd-remount-fs.service
Before=systemd-sysctl.service ssh.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/lib/lab-look/apply.sh
[Install]
WantedBy=sysinit.target
UNIT
mkdir -p /etc/systemd/system/ssh.service.d
# Until user sessions are allowed, a login of anybody but root is refused.
printf '[Unit]\nAfter=systemd-user-sessions.service lab-look.service\n' >/etc/systemd/system/ssh.service.d/lab.conf
systemctl enable ssh.service lab-look.service >/dev/null 2>&1
systemctl set-default multi-user.target >/dev/null 2>&1

apt-get clean
rm -rf /var/lib/apt/lists/* /var/cache/debconf/*-old /var/log/*.log /var/log/apt
