#!/bin/sh
# Runs inside a host at every boot: puts files over those of the same name in /proc and /sys. Those below `over` are the
# profile's and stay; those below `boot` are settings, which a host may change and which begin anew.
cd /usr/lib/lab-look || exit 1
rm -rf /run/lab-boot
cp -r boot /run/lab-boot

lay_over() {
  (cd "$1" && find . -type f) | while read -r file; do
    [ -e "/$file" ] && mount --bind "$1/$file" "/$file"
  done
}
lay_over /usr/lib/lab-look/over
lay_over /run/lab-boot

mount -o remount,bind,rw /sys
while read -r module; do mkdir -p "/sys/module/$module"; done <modules
mount -o remount,bind,ro /sys
depmod

swapon -a

mkdir -p /run/systemd/timesync
: >/run/systemd/timesync/synchronized

# A server has no such file; systemd wrote it before this.
rm -f /run/systemd/container
