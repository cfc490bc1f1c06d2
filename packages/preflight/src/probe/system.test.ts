import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { NETWORK_MANAGER_FILE, UNMANAGED } from '@astrago/changes'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseFacts } from '../facts/parse.ts'
import { PROBE_SCRIPT } from './script.ts'

const run = promisify(execFile)

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leftovers-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** What the probe answers when these paths lie below `root`, as if they lay in their own places. */
async function answerWith(...moved: string[]): Promise<string> {
  const script = moved.reduce((text, path) => text.replaceAll(path, root + path), PROBE_SCRIPT)
  const job = run('sh', ['-s'], { encoding: 'utf8' })
  job.child.stdin?.end(script)
  return (await job).stdout.replaceAll(root, '')
}

/** Whether /var/lib/rancher with these folders and files in it, by whether they end in a slash, counts as filled. */
async function isFilled(...entries: string[]): Promise<boolean> {
  for (const entry of entries) {
    const path = join(root, entry)
    if (entry.endsWith('/')) mkdirSync(path, { recursive: true })
    else writeFileSync(path, '')
  }
  const job = run('sh', ['-s'], { encoding: 'utf8' })
  job.child.stdin?.end(PROBE_SCRIPT.replaceAll('/var/lib/rancher ', `${root} `))
  const { leftoverDirs } = parseFacts((await job).stdout).facts
  return 'value' in leftoverDirs && leftoverDirs.value.filled.includes(root)
}

test.each([
  [false, []],
  [false, ['lost+found/']],
  [false, ['rke2/', 'rke2/lost+found/']],
  [true, ['.hidden']],
  [true, ['rke2/', 'rke2/server/']],
  [true, ['lost+found/', 'rke2/', 'rke2/token']],
])('%s: a folder with %j was used', async (filled, entries) => {
  expect(await isFilled(...entries)).toBe(filled)
})

test('what podman keeps of its own network is not of a cluster, what others keep beside it is', async () => {
  const filled = async (): Promise<unknown> => {
    const { leftoverDirs } = parseFacts(await answerWith('/etc/cni', '/var/lib/cni')).facts
    return 'value' in leftoverDirs && leftoverDirs.value.filled.filter((path) => path.endsWith('/cni'))
  }
  put('/etc/cni/net.d/87-podman-bridge.conflist')
  put('/var/lib/cni/networks/podman/10.88.0.2')
  put('/var/lib/cni/results/podman-4f2a-eth0')
  // The folder of programs may be on the machine that this runs on.
  expect(await filled()).not.toEqual(expect.arrayContaining(['/etc/cni']))
  expect(await filled()).not.toEqual(expect.arrayContaining(['/var/lib/cni']))
  put('/etc/cni/net.d/10-canal.conflist')
  put('/var/lib/cni/networks/k8s-pod-network/10.42.0.2')
  expect(await filled()).toEqual(expect.arrayContaining(['/etc/cni', '/var/lib/cni']))
})

describe('the devices that NetworkManager leaves alone', () => {
  const [ofPackages, ofBoot, own] = ['/usr/lib', '/run', '/etc'].map((at) => `${at}/NetworkManager/conf.d`)
  const GLOBALLY = '[keyfile]\nunmanaged-devices=*,except:type:wifi,except:type:gsm\n'
  const unmanaged = async (): Promise<unknown> => {
    const answer = await answerWith('/usr/lib/NetworkManager', '/run/NetworkManager', '/etc/NetworkManager')
    const { networkManager } = parseFacts(answer).facts
    return 'value' in networkManager && networkManager.value.unmanaged
  }

  test('are those of packages, where nobody says otherwise', async () => {
    put(`${ofPackages}/10-globally-managed-devices.conf`, GLOBALLY)
    put('/etc/NetworkManager/NetworkManager.conf', '[main]\nplugins=ifupdown,keyfile\n')
    expect(await unmanaged()).toEqual(['*', 'except:type:wifi', 'except:type:gsm'])
  })

  test.each([ofBoot, own])('are none where an empty file of that name lies in %s', async (folder) => {
    put(`${ofPackages}/10-globally-managed-devices.conf`, GLOBALLY)
    put(`${folder}/10-globally-managed-devices.conf`)
    expect(await unmanaged()).toEqual([])
  })

  test('stay those of the administrator when ours are added', async () => {
    put('/etc/NetworkManager/NetworkManager.conf', '[keyfile]\nunmanaged-devices=interface-name:ib*\n')
    put(NETWORK_MANAGER_FILE, UNMANAGED)
    expect(await unmanaged()).toEqual(expect.arrayContaining(['interface-name:ib*', 'interface-name:cali*']))
  })

  test('are those of the last file, and what others add to them', async () => {
    put(`${ofBoot}/zz.conf`, 'unmanaged-devices=interface-name:a*\n')
    put('/etc/NetworkManager/NetworkManager.conf', 'unmanaged-devices=interface-name:b*;interface-name:c*\n')
    put(`${own}/10-more.conf`, 'unmanaged-devices+=interface-name:cali*\n')
    put(`${own}/20-less.conf`, 'unmanaged-devices-=interface-name:b*\n')
    expect(await unmanaged()).toEqual(['interface-name:c*', 'interface-name:cali*'])
  })
})

test('the disk of the system has a name of its own where the kernel calls it /dev/root', async () => {
  put(
    '/proc/self/mountinfo',
    '21 1 0:19 / /sys rw - sysfs sysfs rw\n24 1 259:2 / / rw,relatime shared:1 - ext4 /dev/root rw\n',
  )
  mkdirSync(join(root, 'sys/devices/nvme0n1/nvme0n1p1'), { recursive: true })
  mkdirSync(join(root, 'sys/dev/block'), { recursive: true })
  symlinkSync(join(root, 'sys/devices/nvme0n1/nvme0n1p1'), join(root, 'sys/dev/block/259:2'))
  const below = async (): Promise<unknown> => {
    const { block } = parseFacts(await answerWith('/proc/self/mountinfo', '/sys/dev/block')).facts
    return 'value' in block && block.value.below.root
  }
  expect(await below()).toEqual(['nvme0n1p1'])
  put('/proc/self/mountinfo', '24 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw\n')
  expect(await below()).toBeUndefined()
})
