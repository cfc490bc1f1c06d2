import { LEFTOVER_DIRS } from '../thresholds/leftovers.ts'
import { BLOCKS } from './files.ts'
import { COMMANDS, MODULES, PRESENCE, PROCESSES, UNITS, WAYS } from './vocabulary.ts'

const leftovers = [...LEFTOVER_DIRS.decisive.value, ...LEFTOVER_DIRS.others.value]
const processes = Object.values(PROCESSES).flat().join('|')

/** What the shell finds out by itself (no process is started but grep): commands, units, folders, modules. */
export const SYSTEM_SECTION = `
system() {
  echo "@commands"
  for name in ${COMMANDS.join(' ')}; do
    command -v "$name" >/dev/null 2>&1 && echo "$name"
  done

  echo "@processes"
  running=$(grep -shxE '${processes}' /proc/[0-9]*/comm)
  echo "$running"

  echo "@system"
  [ -d /run/systemd/system ] && echo systemd=yes
  [ -e /run/reboot-required ] && echo reboot=required
  [ -d /sys/firmware/efi ] && echo firmware=efi
  [ -e /run/systemd/timesync/synchronized ] && echo timesync=yes
  [ -e /usr/share/selinux/packages/rke2.pp ] && echo selinux-policy=rke2
  [ -r /etc/ssh/sshd_config ] && echo sshd=readable
  for file in ${PRESENCE.join(' ')}; do
    [ -e "$file" ] && echo "present=$file"
  done
  for file in ${WAYS.join(' ')}; do
    [ -L "$file" ] && echo "link=$file"
  done
  # The names alone: which disk a partition, a volume or an array lies on.
  for file in ${BLOCKS}/*/partition ${BLOCKS}/slaves/*; do
    [ -e "$file" ] && echo "block=$file"
  done
  for file in /lib/modules/*/; do
    file=\${file%/}
    echo "kernel=\${file##*/}"
  done
  for file in /usr/lib/python3/dist-packages/apt /usr/lib*/python3*/site-packages/selinux; do
    [ -d "$file" ] && echo "binding=$file"
  done
  for file in /usr/bin/python3.[0-9] /usr/bin/python3.[0-9][0-9] /usr/libexec/platform-python3.[0-9]*; do
    [ -x "$file" ] && echo "python=$file"
  done
  for file in /sys/class/net/*/device; do
    [ -e "$file" ] && echo "device=$file"
  done

  echo "@units"
  set -- /etc/systemd/system/*.wants/*
  wanted=" $* "
  for unit in ${UNITS.join(' ')}; do
    state=
    for file in /etc/systemd/system/$unit /usr/local/lib/systemd/system/$unit /usr/lib/systemd/system/$unit /lib/systemd/system/$unit; do
      [ -e "$file" ] || continue
      state="$state installed"
      [ "$file" -ef /dev/null ] && state="$state masked"
      break
    done
    case $wanted in *".wants/$unit "*) state="$state enabled" ;; esac
    for file in /sys/fs/cgroup/system.slice/$unit /sys/fs/cgroup/systemd/system.slice/$unit; do
      [ -d "$file" ] && state="$state active" && break
    done
    [ -z "$state" ] || echo "$unit$state"
  done

  echo "@leftovers"
  for dir in ${leftovers.join(' ')}; do
    [ -d "$dir" ] || continue
    if [ ! -r "$dir" ]; then echo "unreadable $dir"; continue; fi
    for file in "$dir"/* "$dir"/.[!.]*; do
      [ -e "$file" ] && echo "filled $dir" && break
    done
  done

  echo "@modules"
  [ -e "/lib/modules/$release/modules.dep" ] && echo index=yes
  for name in ${MODULES.join(' ')}; do
    [ -d "/sys/module/$name" ] && echo "loaded=$name"
  done
  grep -soHE '^[^:]*/(${MODULES.join('|')})\\.ko' "/lib/modules/$release/modules.builtin" "/lib/modules/$release/modules.dep"
}
`
