#!/bin/sh
# In the place of dmesg: the machine's log is not a host's to read, so each has a short one of its own. As on Debian,
# only root may see it.
if [ "$(id -u)" != 0 ]; then
  echo 'dmesg: read kernel buffer failed: Operation not permitted' >&2
  exit 1
fi
exec cat /usr/lib/lab-look/kernel-log
