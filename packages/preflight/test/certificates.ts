import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const CURVE = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'

/** Makes an authority in a folder (`ca.pem`) and what it signed for an address (`leaf.pem`, `leaf.key`). @returns ca.pem */
export async function authority(folder: string, address: string): Promise<string> {
  const script = `set -e
openssl req -x509 ${CURVE} -days 30 -subj '/CN=Lab CA' -keyout ca.key -out ca.pem
openssl req ${CURVE} -subj '/CN=lab' -keyout leaf.key -out leaf.csr
echo "subjectAltName=IP:${address}" >ext
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile ext -out leaf.pem`
  await run('sh', ['-c', script], { cwd: folder })
  return readFile(`${folder}/ca.pem`, 'utf8')
}

/** A password as an htpasswd file of a registry has to hold it. */
export async function bcrypt(password: string): Promise<string> {
  const program =
    'import crypt, sys; print(crypt.crypt(sys.argv[1], crypt.mksalt(crypt.METHOD_BLOWFISH, rounds=16)), end="")'
  return (await run('python3', ['-W', 'ignore', '-c', program, password])).stdout
}
