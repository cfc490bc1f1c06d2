#!/bin/sh
# Runs a lab host, and again when it asked for a reboot (systemd-nspawn then ends with 133).
# usage: supervise.sh "PROCS-FILE ..." "PROCS-FILE ..." COMMAND ...
#   The first list is for this loop, the second for the host: cgroup.procs files that they join.
for file in $1; do echo $$ >"$file" || exit 1; done
host=$2
shift 2
while :; do
  sh -c 'for file in $0; do echo $$ >"$file" || exit 1; done; exec "$@"' "$host" "$@" </dev/null
  code=$?
  echo "lab: the host ended with $code"
  [ "$code" = 133 ] || exit "$code"
done
