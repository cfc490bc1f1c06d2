#!/bin/sh
# In the place of dmesg: the machine's log is not a host's to read, so each has a short one of its own. As on Debian,
# only root may see it. It takes no program of its own: a real dmesg is one process, too.
if [ ! -O /proc/sys ]; then
  echo 'dmesg: read kernel buffer failed: Operation not permitted' >&2
  exit 1
fi
while IFS= read -r line; do printf '%s\n' "$line"; done </usr/lib/lab-look/kernel-log
