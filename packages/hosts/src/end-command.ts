/**
 * A script that ends the process `pid` and everything in its session, as TERM and two seconds later as KILL. sshd and
 * the local transport give each command a session of its own, and sudo with use_pty gives its command one, so this
 * reaches children that made themselves a process group (timeout, background jobs); a daemon that called setsid stays.
 * A session is read from field 6 of /proc/PID/stat, counted behind the name in brackets (proc_pid_stat(5)).
 */
export const endScript = (pid: number): string => `
fields() { { read -r stat <"/proc/$1/stat"; } 2>/dev/null && set -- \${stat##*) } && state=$1 session=$4; }
fields ${pid} || exit 0
wanted=$session
members() {
  for dir in /proc/[0-9]*; do
    fields "\${dir#/proc/}" || continue
    [ "$session" = "$wanted" ] && [ "$state" != Z ] && echo "\${dir#/proc/}"
  done
}
${ENDING}
`

/**
 * Ends the processes that `members` lists, TERM first; leaves the script where all are gone by themselves. To list them
 * means to look at every process of the host, so meanwhile only those are watched that were there at first.
 */
export const ENDING = `first=$(members)
kill -TERM $first 2>/dev/null
lives() { { read -r stat <"/proc/$1/stat"; } 2>/dev/null && case \${stat##*) } in Z*) return 1 ;; esac; }
for round in 1 2 3 4 5 6 7 8 9 10; do
  living=
  for each in $first; do lives "$each" && living=yes; done
  [ -z "$living" ] && break
  sleep 0.2
done
left=$(members)
[ -z "$left" ] && exit 0
kill -KILL $left 2>/dev/null`
