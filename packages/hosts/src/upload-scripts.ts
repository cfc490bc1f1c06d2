import { quote } from './quote.ts'

export type UploadPlan = { target: string; partial: string; bytes: number; sha256: string; mode: number }

/** Where the bytes of an upload go before they are whole: beside the target, so that the rename is one step. */
export function partialOf(target: string, sha256: string): string {
  return `${target}.partial-${sha256.slice(0, 8)}`
}

const variables = ({ target, partial, bytes, sha256, mode }: UploadPlan): string =>
  `umask 077
target=${quote(target)}
partial=${quote(partial)}
bytes=${bytes}
sha256=${sha256}
mode=${mode.toString(8)}
size() { wc -c <"$1" | tr -d ' '; }
sum() { sha256sum <"$1" | cut -d ' ' -f 1; }
same() { [ -f "$1" ] && [ "$(size "$1")" = "$bytes" ] && [ "$(sum "$1")" = "$sha256" ]; }
fail() { echo "$*" >&2; exit 1; }
[ ! -d "$target" ] || fail "$target: Is a directory"
[ ! -L "$partial" ] || fail "$partial: Is a symbolic link"
`

/** Prints `same`, or `part SIZE SHA256 FREE`: what is there of the file, and the bytes free beside it. */
export const inspectScript = (plan: UploadPlan): string => `${variables(plan)}
if same "$target"; then
  chmod "$mode" "$target" && rm -f "$partial" && echo same
  exit
fi
[ -f "$partial" ] || : >"$partial" || exit 1
set -- $(df -Pk "$partial" | tail -n 1)
case "$4" in '' | *[!0-9]*) free= ;; *) free=$(($4 * 1024)) ;; esac
echo part "$(size "$partial")" "$(sum "$partial")" "$free"
`

/** Adds standard input to what is there; `keep` is 0 to begin anew. */
export const appendScript = (plan: UploadPlan, keep: number): string =>
  `${variables(plan)}
${keep === 0 ? ': >"$partial" || exit 1' : ''}
exec cat >>"$partial"
`

/** Prints `ok` after the rename, or `differs`, in which case the partial file is gone. */
export const finishScript = (plan: UploadPlan): string => `${variables(plan)}${FINISH}`

const FINISH = `
if same "$partial"; then
  chmod "$mode" "$partial" && { sync "$partial" 2>/dev/null || :; } && mv -f "$partial" "$target" && echo ok
  exit
fi
rm -f "$partial"
echo differs
`

/** All of it in one command, for a file that is sent in a moment; prints `same`, `ok` or `differs`. */
export const smallScript = (plan: UploadPlan): string => `${variables(plan)}
if same "$target"; then
  cat >/dev/null
  chmod "$mode" "$target" && echo same
  exit
fi
cat >"$partial" || { rm -f "$partial"; exit 1; }
${FINISH}`

/** Frees the room of a file that did not fit. */
export const dropScript = (plan: UploadPlan): string => `rm -f ${quote(plan.partial)}`
