import { describe, expect, test } from 'vitest'
import { INSTALLERS, KUBERNETES, LEFTOVER_DIRS, LEFTOVER_FILES } from '../thresholds/leftovers.ts'
import { type Given, unit, verdictOf } from './cases/given.ts'

const dirs = (...filled: string[]): Given => ({ facts: { leftoverDirs: { filled } } })
const command = (check: Parameters<typeof verdictOf>[0], given: Given) => verdictOf(check, given)?.params?.command

describe('the way to remove a leftover', () => {
  test('is that of what was found, whatever is to be installed', () => {
    expect(command('leftover-dirs', dirs('/etc/k0s', '/var/lib/k0s', '/var/lib/kubelet'))).toBe('k0s stop; k0s reset')
    expect(command('leftover-dirs', dirs('/etc/kubernetes'))).toBe('kubeadm reset, Kubespray reset.yml')
    const k0s: Given = { site: { distribution: 'k0s' }, facts: { units: { 'rke2-server.service': unit } } }
    expect(command('leftover-services', k0s)).toBe('rke2-uninstall.sh')
    expect(command('leftover-services', { facts: { processes: ['kubelite'] } })).toBe('snap remove --purge microk8s')
    expect(command('leftover-programs', { facts: { presence: ['/usr/local/bin/k3s'] } })).toMatch(/^k3s-uninstall/)
  })

  test('names both of those who share a folder, and everyone where nothing tells whose it is', () => {
    expect(command('leftover-dirs', dirs('/etc/rancher'))).toMatch(/^rke2-uninstall\.sh \/ k3s-uninstall\.sh/)
    expect(String(command('leftover-services', { facts: { processes: ['kubelet'] } })).split(' / ')).toHaveLength(5)
  })

  test('is no uninstaller where a container engine without a cluster has the same folders', () => {
    expect(verdictOf('leftover-dirs', dirs('/etc/cni', '/opt/cni'))).toMatchObject({ outcome: 'plugins' })
    expect(verdictOf('leftover-dirs', dirs('/etc/cni', '/var/lib/kubelet'))).toMatchObject({ outcome: 'some' })
  })
})

test('every mark of an installer is something that the checks look for', () => {
  const { decisive, others } = LEFTOVER_DIRS
  const sought = [KUBERNETES.units, KUBERNETES.processes, decisive, others, LEFTOVER_FILES.programs]
  const known = sought.flatMap(({ value }) => value)
  expect(Object.values(INSTALLERS).flatMap(({ marks }) => marks.filter((mark) => !known.includes(mark)))).toEqual([])
})
