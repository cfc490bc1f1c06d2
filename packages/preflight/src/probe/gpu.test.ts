import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseFacts } from '../facts/parse.ts'
import { CAREFUL_PROBE_SCRIPT, PROBE_SCRIPT } from './script.ts'

const run = promisify(execFile)

/** As nvidia-smi writes it, with what must not leave the host. Written by hand from its documentation. */
const SMI = `
==============NVSMI LOG==============

Timestamp                                 : Mon Jan  6 10:00:00 2025
Driver Version                            : 550.144.03
CUDA Version                              : 12.4

Attached GPUs                             : 1
GPU 00000000:18:00.0
    Product Name                          : NVIDIA H100 80GB HBM3
    Product Brand                         : NVIDIA
    Product Architecture                  : Hopper
    Persistence Mode                      : Enabled
    MIG Mode
        Current                           : Enabled
        Pending                           : Disabled
    Serial Number                         : 1650123456789
    GPU UUID                              : GPU-5a10e6e5-95f7-2785-ed63-6f6147f304f7
    GPU Virtualization Mode
        Virtualization Mode               : Pass-Through
        Host VGPU Mode                    : N/A
    PCI
        Bus                               : 0x18
    FB Memory Usage
        Total                             : 81559 MiB
        Reserved                          : 551 MiB
    BAR1 Memory Usage
        Total                             : 131072 MiB
    ECC Errors
        Volatile
            SRAM Uncorrectable Parity     : 1
            DRAM Uncorrectable            : 2
        Aggregate
            DRAM Uncorrectable            : 40
    Remapped Rows
        Correctable Error                 : 0
        Pending                           : Yes
        Remapping Failure Occurred        : No
        Bank Remap Availability Histogram
            Max                           : 640 bank(s)
    Processes
        Process ID                        : 4711
            Type                          : C
            Name                          : /usr/bin/python3
            Used GPU Memory               : 1024 MiB
    Fabric
        State                             : Completed
        Status                            : Success
`

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gpu-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function put(path: string, text: string, mode = 0o644): void {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text, { mode })
}

const WINDOW = '0x00000000a0000000 0x00000000a0ffffff 0x0000000000040200'
const UNUSED = '0x0000000000000000 0x0000000000000000 0x0000000000000000'

/** A folder that looks like /sys and /proc of a server with one H100 and its driver. */
function plugIn(): void {
  const slot = '/sys/bus/pci/devices/0000:18:00.0'
  put(`${slot}/vendor`, '0x10de\n')
  put(`${slot}/class`, '0x030200\n')
  put(`${slot}/device`, '0x2330\n')
  put(`${slot}/current_link_width`, '8\n')
  put(`${slot}/max_link_width`, '16\n')
  put(`${slot}/resource`, `${[WINDOW, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED].join('\n')}\n`)
  put('/sys/bus/pci/drivers/nvidia/0000:18:00.0', '')
  put('/sys/bus/pci/devices/0000:19:00.0/vendor', '0x8086\n')
  put('/sys/module/nvidia/version', '550.144.03\n')
  put('/proc/driver/nvidia/version', 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.144.03\n')
  put('/sys/class/infiniband/mlx5_0/ports/1/state', '2: INIT\n')
  put('/sys/class/infiniband/mlx5_0/ports/1/link_layer', 'InfiniBand\n')
}

const command = (name: string, body: string): void => put(`/bin/${name}`, `#!/bin/sh\n${body}\n`, 0o755)

/** The facts that the probe finds when the folder is in the place of /sys and /proc. */
async function facts(probe = PROBE_SCRIPT) {
  const moved = ['/sys/bus/pci', '/sys/class/infiniband', '/sys/module/nvidia/', '/proc/driver/nvidia']
  const script = moved.reduce((text, path) => text.replaceAll(path, join(root, path)), probe)
  const job = run('sh', ['-s'], { env: { PATH: `${root}/bin:/usr/sbin:/usr/bin:/sbin:/bin` }, encoding: 'utf8' })
  job.child.stdin?.end(script)
  const answer = (await job).stdout.replaceAll(root, '')
  return { answer, facts: parseFacts(answer).facts }
}

describe('the probe of a GPU server', () => {
  test('tells devices, driver and what nvidia-smi says, and no serial number', async () => {
    plugIn()
    put('/smi.txt', SMI)
    command(
      'nvidia-smi',
      `[ "$1" = nvlink ] && printf 'GPU 0: H100 (UUID: GPU-5a10)\\n\\t Link 0: 26.562 GB/s\\n\\t Link 1: <inactive>\\n' && exit\ncat '${root}/smi.txt'`,
    )
    command('nv-fabricmanager', "printf '\\n\\tFabric Manager version is : 550.144.03\\n'")
    const { answer, facts: found } = await facts()

    expect(found.gpu).toMatchObject({
      value: {
        devices: [
          {
            slot: '0000:18:00.0',
            device: '0x2330',
            driver: 'nvidia',
            linkWidth: 8,
            linkWidthMost: 16,
            addressed: true,
          },
        ],
        driver: '550.144.03',
        openModule: true,
      },
    })
    expect(found.smi).toEqual({
      value: {
        asked: true,
        code: 0,
        message: null,
        gpus: [
          {
            slot: '00000000:18:00.0',
            name: 'NVIDIA H100 80GB HBM3',
            architecture: 'Hopper',
            memoryMib: 81559,
            persistence: true,
            mig: { now: true, next: false },
            virtualization: 'Pass-Through',
            uncorrected: 3,
            remap: { pending: true, failed: false },
            fabric: { state: 'Completed', status: 'Success' },
            processes: ['/usr/bin/python3'],
          },
        ],
      },
    })
    expect(found.nvlink).toEqual({ value: [{ active: 1, inactive: 1 }] })
    expect(found.infiniband).toMatchObject({ value: [{ device: 'mlx5_0', state: '2: INIT', link: 'InfiniBand' }] })
    expect(found.gpuHost).toMatchObject({ value: { fabricManager: '550.144.03' } })
    expect(answer).not.toMatch(/1650123456789|5a10e6e5/)
  })

  test('passes on why nvidia-smi failed', async () => {
    plugIn()
    command('nvidia-smi', "echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18")
    const { facts: found } = await facts()
    expect(found.smi).toEqual({
      value: {
        asked: true,
        code: 18,
        message: 'Failed to initialize NVML: Driver/library version mismatch',
        gpus: [],
      },
    })
  })

  test('an nvidia-smi that hangs costs its own facts', async () => {
    plugIn()
    command('nvidia-smi', 'exec sleep 60')
    const { facts: found } = await facts(CAREFUL_PROBE_SCRIPT.replace('nvidia-smi 16 ', 'nvidia-smi 2 '))
    expect(found.smi).toEqual({ absent: 'timed-out' })
    expect(found.nvlink).toEqual({ absent: 'timed-out' })
    expect(found.gpu).toMatchObject({ value: { driver: '550.144.03' } })
  })

  test('eight GPUs that take more than a second each to wake up are waited for', async () => {
    plugIn()
    command('nvidia-smi', `[ "$1" = nvlink ] && exit\nsleep 9; cat '${root}/smi.txt'`)
    put('/smi.txt', SMI)
    const { facts: found } = await facts(CAREFUL_PROBE_SCRIPT)
    expect(found.smi).toMatchObject({ value: { asked: true, gpus: [{ name: 'NVIDIA H100 80GB HBM3' }] } })
  })

  test("finds the driver's library where Debian puts it", async () => {
    plugIn()
    put('/usr/lib/x86_64-linux-gnu/nvidia/current/libnvidia-ml.so.550.163.01', '')
    command('nvidia-smi', 'exit 9')
    const script = PROBE_SCRIPT.replaceAll('/usr/lib/x86_64-linux-gnu', join(root, 'usr/lib/x86_64-linux-gnu'))
    const { facts: found } = await facts(script)
    expect(found.gpuHost).toMatchObject({ value: { libraries: ['550.163.01'] } })
  })

  test('without a GPU nothing is asked', async () => {
    command('nvidia-smi', 'exec sleep 60')
    const { facts: found } = await facts()
    expect(found.gpu).toMatchObject({ value: { devices: [], driver: null } })
    expect(found.smi).toMatchObject({ value: { asked: false } })
  })
})
