import type { Lab } from '@astrago/lab'

/** Listens on a host for words as `tcp/80` and `udp/53`, and notes who sends IP in IP; goes to the background when it does. */
const LISTEN = `
import os, selectors, socket, sys
sockets = selectors.DefaultSelector()
for word in sys.argv[1:]:
    protocol, port = word.split('/')
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM if protocol == 'tcp' else socket.SOCK_DGRAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(('', int(port)))
    if protocol == 'tcp': one.listen(64)
    sockets.register(one, selectors.EVENT_READ, protocol)
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, 4)
sockets.register(raw, selectors.EVENT_READ, 'ipip')
if os.fork(): os._exit(0)
while True:
    for key, _ in sockets.select():
        if key.data == 'tcp':
            key.fileobj.accept()[0].close()
            continue
        data, sender = key.fileobj.recvfrom(65535)
        if key.data == 'udp': key.fileobj.sendto(data, sender)
        else: open('/run/ipip-senders', 'a').write(sender[0] + '\\n')
`

/** Tries words at an address, all at once, and prints those that got through. */
const TRY = `
import socket, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
address = sys.argv[1]
def works(word):
    protocol, port = word.split('/')
    if protocol == 'icmp':
        return subprocess.run(['ping', '-c1', '-W2', address], capture_output=True).returncode == 0
    if protocol == 'ipip':
        socket.socket(socket.AF_INET, socket.SOCK_RAW, 4).sendto(b'\\x45' + bytes(19), (address, 0))
        return False
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM if protocol == 'tcp' else socket.SOCK_DGRAM)
    one.settimeout(2)
    try:
        one.connect((address, int(port)))
        if protocol == 'udp':
            one.send(b'?')
            one.recv(9)
        return True
    except OSError:
        return False
words = sys.argv[2:]
with ThreadPoolExecutor(len(words)) as pool:
    print(' '.join(word for word, good in zip(words, pool.map(works, words)) if good))
`

/** Makes a host answer at all of the words that need somebody to listen; sshd has its own. */
export async function listenAt(lab: Lab, host: string, words: readonly string[]): Promise<void> {
  const own = words.filter((word) => /^(tcp|udp)/.test(word) && word !== 'tcp/22')
  const unit = `rm -f /run/ipip-senders; systemd-run --quiet --collect --property=Type=forking python3 -c '${LISTEN.replaceAll("'", '"')}' ${own.join(' ')}`
  const { code, stderr } = await lab.ssh(host, unit)
  if (code !== 0) throw new Error(`${host} does not listen: ${stderr}`)
}

/** Which of the words get through from one host to another; IP in IP is known by what arrived. */
export async function wordsThrough(lab: Lab, from: string, to: string, words: readonly string[]): Promise<string[]> {
  const { address } = lab.host(to)
  const { stdout } = await lab.ssh(from, `python3 - ${address} ${words.join(' ')}`, { stdin: TRY })
  const { stdout: senders } = await lab.ssh(to, 'cat /run/ipip-senders 2>/dev/null')
  const wrapped = senders.split('\n').includes(lab.host(from).address) ? ['ipip/0'] : []
  return [...stdout.trim().split(' ').filter(Boolean), ...wrapped].toSorted()
}
