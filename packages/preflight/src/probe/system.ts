import { LEFTOVER_DIRS } from '../thresholds/leftovers.ts'
import { BLOCKS } from './files.ts'
import { COMMANDS, PRESENCE, PYTHON_MINORS, UNITS, WAYS } from './vocabulary.ts'

const leftovers = [...LEFTOVER_DIRS.decisive.value, ...LEFTOVER_DIRS.others.value]

/** What the shell finds out by itself, without any process: commands, units, folders. */
export const SYSTEM_SECTION = `
# Whether a folder has anything in it. What mkfs makes and what podman keeps of its own network is nothing, and with a
# second word nor are folders that are empty themselves: a disk may be mounted there already.
holds() {
  for file in "$1"/* "$1"/.[!.]*; do
    case $file in */lost+found | */cni/net.d/87-podman*.conflist | /var/lib/cni/*/podman*) continue ;; esac
    [ -e "$file" ] || continue
    [ -z "$2" ] || [ ! -d "$file" ] || [ ! -r "$file" ] || holds "$file" || continue
    return 0
  done
  return 1
}

system() {
  found=@commands
  for name in ${COMMANDS.join(' ')}; do
    command -v "$name" && found="$found
$name"
  done >/dev/null
  echo "$found"

  found=@system
  found() { found="$found
$1"; }
  [ -d /run/systemd/system ] && found systemd=yes
  [ -e /run/reboot-required ] && found reboot=required
  [ -d /sys/firmware/efi ] && found firmware=efi
  [ -e /run/systemd/timesync/synchronized ] && found timesync=yes
  [ -e /usr/share/selinux/packages/rke2.pp ] && found selinux-policy=rke2
  [ -r /etc/ssh/sshd_config ] && found sshd=readable
  for file in ${PRESENCE.join(' ')}; do
    [ -e "$file" ] && found "present=$file"
  done
  for file in ${WAYS.join(' ')}; do
    [ -L "$file" ] && found "link=$file"
  done
  # An empty one switches off that of the same name in a folder before.
  for file in /run/NetworkManager/conf.d/*.conf /etc/NetworkManager/conf.d/*.conf; do
    [ -e "$file" ] && found "snippet=$file"
  done
  # The names alone: which disk a partition, a volume or an array lies on.
  for file in ${BLOCKS}/*/partition ${BLOCKS}/slaves/*; do
    [ -e "$file" ] && found "block=$file"
  done
  # A kernel that starts without an initial RAM disk gives this name to the disk of the system, and no other.
  while read -r _ _ number _ at rest; do
    case "$at $rest" in
      '/ '*' /dev/root '*) cd -P "/sys/dev/block/$number" && found "root=\${PWD##*/}"; cd / ;;
      '/ '*) ;;
      *) continue ;;
    esac
    break
  done </proc/self/mountinfo
  for file in /lib/modules/*/; do
    file=\${file%/}
    found "kernel=\${file##*/}"
  done
  [ -d /usr/lib/python3/dist-packages/apt ] && found binding=/usr/lib/python3/dist-packages/apt
  # To look through a folder of a thousand programs takes longer than to ask for each of these.
  for minor in ${PYTHON_MINORS.join(' ')}; do
    for file in /usr/bin/python3.$minor /usr/libexec/platform-python3.$minor; do
      [ -x "$file" ] && found "python=$file"
    done
    for file in /usr/lib64/python3.$minor/site-packages/selinux /usr/lib/python3.$minor/site-packages/selinux; do
      [ -d "$file" ] && found "binding=$file"
    done
  done
  for file in /sys/class/net/*/device; do
    [ -e "$file" ] && found "device=$file"
  done
  echo "$found"

  found=@units active=
  set -- /etc/systemd/system/*.wants/*
  wanted=" $* "
  folders=
  for folder in /etc/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system; do
    [ -d "$folder" ] && [ ! -L "\${folder%/systemd/system}" ] && folders="$folders $folder"
  done
  groups=/sys/fs/cgroup/system.slice
  [ -d $groups ] || groups=/sys/fs/cgroup/systemd/system.slice
  for unit in ${UNITS.join(' ')}; do
    state=
    for folder in $folders; do
      [ -e "$folder/$unit" ] || continue
      state="$state installed"
      [ "$folder/$unit" -ef /dev/null ] && state="$state masked"
      break
    done
    case $wanted in *".wants/$unit "*) state="$state enabled" ;; esac
    [ -d "$groups/$unit" ] && state="$state active" && active="$active $unit "
    [ -z "$state" ] || found "$unit$state"
  done
  echo "$found"

  found=@leftovers
  for dir in ${leftovers.join(' ')}; do
    [ -d "$dir" ] || continue
    if [ ! -r "$dir" ]; then found "unreadable $dir"; continue; fi
    holds "$dir" deep && found "filled $dir"
  done
  echo "$found"
}
`
