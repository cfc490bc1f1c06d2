import { type Host, quote } from '@astrago/hosts'
import { must } from './on-host.ts'
import { PLACE } from './place.ts'

const keptAt = (path: string) => `${PLACE.originals}/${path.slice(1).replaceAll('/', '%')}`

/**
 * Keeps a file as it is now, or the fact that there is none and which folders are missing, for `restoreOriginal`. Only the first call counts: later
 * ones would keep what we wrote ourselves. Whole or not at all, also when it is cut off.
 */
export async function keepOriginal(host: Host, path: string, signal: AbortSignal): Promise<void> {
  const [file, kept, none] = [path, keptAt(path), `${keptAt(path)}.none`].map(quote)
  await must(
    host,
    [
      'set -e',
      `mkdir -p ${PLACE.originals} && chmod 700 ${PLACE.originals}`,
      `if [ -e ${kept} ] || [ -e ${none} ]; then exit 0; fi`,
      `if [ -e ${file} ]; then cp -a ${file} ${kept}.part && mv ${kept}.part ${kept}; exit 0; fi`,
      `folder=$(dirname ${file}); : > ${none}.part`,
      `while [ ! -d "$folder" ]; do printf '%s\\n' "$folder" >> ${none}.part; folder=$(dirname "$folder"); done`,
      `mv ${none}.part ${none}`,
    ].join('\n'),
    { signal },
  )
}

/** Puts back what `keepOriginal` kept, byte for byte, removes folders that were made, and forgets it. Does nothing when nothing was kept. */
export async function restoreOriginal(host: Host, path: string, signal: AbortSignal): Promise<void> {
  const [file, part, kept, none] = [path, `${path}.astrago-part`, keptAt(path), `${keptAt(path)}.none`].map(quote)
  await must(
    host,
    [
      'set -e',
      `if [ -e ${kept} ]; then mkdir -p "$(dirname ${file})"; cp -a ${kept} ${part}; mv -f ${part} ${file}; rm -f ${kept}; fi`,
      `if [ -e ${none} ]; then rm -f ${file}; while read -r folder; do rmdir "$folder" 2>/dev/null || true; done < ${none}; rm -f ${none}; fi`,
      `if [ -d ${PLACE.originals} ]; then rmdir --ignore-fail-on-non-empty -p ${PLACE.originals}; fi`,
    ].join('\n'),
    { signal },
  )
}
