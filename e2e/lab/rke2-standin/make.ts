import { parseArgs } from 'node:util'
import { makeRelease } from './make-release.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    split: { type: 'boolean', default: false },
    'kube-vip': { type: 'boolean', default: false },
    'image-bytes': { type: 'string', default: String(1024 * 1024) },
  },
})
const [folder] = positionals
if (folder === undefined) {
  console.error('usage: node make.ts FOLDER [--split] [--kube-vip] [--image-bytes N]')
  process.exitCode = 2
} else {
  const images = values.split ? 'split' : 'bundle'
  await makeRelease(folder, { images, kubeVip: values['kube-vip'], imageBytes: Number(values['image-bytes']) })
  console.log(folder)
}
