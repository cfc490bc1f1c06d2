import { DATAGRAMS } from './basics.ts'

/** What bash writes to a socket at once; of a longer datagram it would make two. */
const BASH_BYTES = 4_000

/**
 * For `bash -c` with a target as its arguments (protocol, address, port, bytes, mark): one attempt, written as its result
 * and the milliseconds; what went wrong is in bash's own words on standard error. `read` ends with more than 128 when its
 * time is up, and at once with 1 when the kernel has an error for the socket, such as "port unreachable".
 */
export const BASH_PROGRAM = `
now() { moment=\${EPOCHREALTIME:-0}; moment=\${moment/[.,]/}; }
answer() { now; printf "%s %d.%03d\\n" "$1" $(( (moment - began) / 1000 )) $(( (moment - began) % 1000 )); exit; }
[ "$4" -le ${BASH_BYTES} ] || answer no-tool
now; began=$moment
exec 3<>"/dev/$1/$2/$3" || exit 1
[ "$1" = tcp ] && answer open
for attempt in ${Array.from({ length: DATAGRAMS.most }, (_, n) => n + 1).join(' ')}; do
  printf "%-\${4}s" "$5 $3 $4
" >&3 || exit 1
  read -r -t ${DATAGRAMS.wait} -n 1 -u 3 && answer open
  [ $? -gt 128 ] || exit 1
done
answer timeout
`
