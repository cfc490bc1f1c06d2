import { stat } from 'node:fs/promises'
import { posix } from 'node:path'
import { ask, must } from '@astrago/changes'
import { AppError } from '@astrago/contracts'
import { quote } from '@astrago/hosts'
import type { Action, ActionContext, Phase } from '@astrago/jobs'
import { l } from '../../text.ts'
import type { LocalFile, Rke2Cluster } from '../answers.ts'
import { OURS, RKE2 } from '../paths.ts'

/** For one file: hashing or sending a gigabyte on a slow disk or line. */
const LONGEST_MS = 60 * 60_000
const BYTES_PER_MS = 50_000

export function deliverArtifacts(cluster: Rke2Cluster): Phase<null> {
  const { release, images } = cluster.files
  return {
    id: 'deliver-artifacts',
    title: l('설치 파일 전달', 'Deliver artifacts'),
    explain: l(
      'RKE2 설치 파일과 이미지를 각 호스트로 보내고 체크섬을 확인합니다. 끊기면 이어서 보냅니다.',
      'Send the RKE2 files and images to each host and verify their checksums. A cut transfer goes on where it stopped.',
    ),
    concurrency: 4,
    gather: async () => null,
    plan: () =>
      [...cluster.servers, ...cluster.agents].flatMap(({ name }) => [
        ...release.map((file) => deliver(name, file, OURS.staging)),
        ...images.map((file) => deliver(name, file, RKE2.images)),
      ]),
  }
}

function deliver(host: string, file: LocalFile, folder: string): Action {
  const target = `${folder}/${file.name}`
  return {
    id: `deliver-artifacts.${file.name}@${host}`,
    host,
    describe: l(`${file.name}을(를) 보냅니다`, `Send ${file.name}`),
    commands: [`upload ${file.name} (sha256 ${file.sha256}) → ${target}`],
    files: [],
    expectedMs: 500 + Math.round(file.bytes / BYTES_PER_MS),
    async verify({ host, signal }) {
      const { code, stdout } = await ask(host, `sha256sum < ${quote(target)}`, { signal, timeoutMs: LONGEST_MS })
      return code === 0 && stdout.startsWith(file.sha256)
    },
    async apply(context) {
      const { host, signal } = context
      const now = await stat(file.path).catch(() => null)
      if (now?.size !== file.bytes) throw new AppError('ARTIFACT_CORRUPT', { params: { path: file.path } })
      await must(host, `mkdir -p ${quote(posix.dirname(target))}`, { signal })
      const { path, bytes, sha256 } = file
      const onProgress = progressLog(context, file)
      await host.upload({ path, bytes, sha256 }, target, { mode: 0o644, sudo: true, signal, onProgress })
    },
    async undo({ host, signal }) {
      const up = `if [ -d ${quote(folder)} ]; then rmdir --ignore-fail-on-non-empty -p ${quote(folder)}; fi`
      await must(host, `rm -f ${quote(target)}; ${up}`, { signal })
    },
  }
}

/** One line for each tenth of the file. */
function progressLog({ log }: ActionContext, { name, bytes }: LocalFile): (sent: number) => void {
  let said = 0
  return (sent) => {
    const tenth = bytes > 0 ? Math.floor((sent / bytes) * 10) : 10
    if (tenth === said) return
    said = tenth
    log(`${name}: ${tenth * 10} % (${sent} / ${bytes})`)
  }
}
