import { describe, expect, test } from 'vitest'
import { knownGpu, modelNames, sameModel, shortModel } from './gpu-model.ts'

const device = (id: string) => ({
  slot: '0000:18:00.0',
  vendor: '0x10de',
  device: id,
  class: '0x030200',
  driver: null,
  linkWidth: null,
  linkWidthMost: null,
  addressed: true,
})

describe('names of the same model', () => {
  test.each([
    ['H100 80GB', 'NVIDIA H100 80GB HBM3'],
    ['H100', 'NVIDIA H100 80GB HBM3'],
    ['NVIDIA H100 80 GB', 'H100 SXM5 80GB'],
    ['H100 SXM', 'H100 SXM5 80GB'],
    ['h100-sxm5-80gb', 'NVIDIA H100 80GB HBM3'],
    ['H100 PCIe', 'NVIDIA H100 PCIe'],
    ['H100 NVL', 'H100L 94GB'],
    ['A100 80GB', 'NVIDIA A100-SXM4-80GB'],
    ['A100 80GB PCIe', 'NVIDIA A100 80GB PCIe'],
    ['A100 PCIe 40GB', 'NVIDIA A100-PCIE-40GB'],
    ['V100 32GB', 'Tesla V100-SXM2-32GB'],
    ['Tesla T4', 'NVIDIA T4'],
    ['L40S', 'NVIDIA L40S'],
    ['RTX A6000', 'NVIDIA RTX A6000'],
    ['RTX 6000 Ada', 'NVIDIA RTX 6000 Ada Generation'],
    ['RTX 4090', 'NVIDIA GeForce RTX 4090'],
    ['RTX PRO 6000 Server', 'NVIDIA RTX PRO 6000 Blackwell Server Edition'],
    ['A16', 'A2 / A16'],
    ['B200', 'NVIDIA B200'],
    ['H200', 'H200 SXM 141GB'],
    ['GH200', 'GH200 120GB / 480GB'],
  ])('%s is %s', (a, b) => {
    expect(sameModel(a, b)).toBe(true)
    expect(sameModel(b, a)).toBe(true)
  })

  test.each([
    ['H100 80GB', 'NVIDIA A100-SXM4-80GB'],
    ['A100 80GB', 'NVIDIA A100-PCIE-40GB'],
    ['H100 PCIe', 'H100 SXM5 80GB'],
    ['H100', 'NVIDIA H200'],
    ['H20', 'NVIDIA H200'],
    ['L40', 'NVIDIA L40S'],
    ['A10', 'NVIDIA A100 80GB PCIe'],
    ['RTX 6000 Ada', 'NVIDIA RTX A6000'],
    ['RTX 6000 Ada', 'Quadro RTX 6000'],
    ['A2', 'NVIDIA RTX A2000'],
    ['RTX 3090', 'NVIDIA GeForce RTX 4090'],
  ])('%s is not %s', (a, b) => {
    expect(sameModel(a, b)).toBe(false)
    expect(sameModel(b, a)).toBe(false)
  })
})

test('a device without a driver is known by its number, and one that is not listed is not', () => {
  expect(knownGpu(device('0x2330'))).toEqual({ chip: 'GH100', name: 'H100 SXM5 80GB' })
  expect(knownGpu(device('0xffff'))).toBeNull()
  const gpu = {
    devices: [device('0x2330')],
    driver: null,
    openModule: false,
    models: [],
    nouveauLoaded: false,
    secureBoot: null,
  }
  expect(modelNames(gpu)).toEqual(['H100 SXM5 80GB'])
  expect(modelNames({ ...gpu, models: ['NVIDIA H100 80GB HBM3'] })).toEqual(['NVIDIA H100 80GB HBM3'])
})

test("the maker's name is not part of an answer of the questionnaire", () => {
  expect(['NVIDIA H100 80GB HBM3', 'Tesla T4', 'NVIDIA GeForce RTX 4090'].map(shortModel)).toEqual([
    'H100 80GB HBM3',
    'T4',
    'GeForce RTX 4090',
  ])
})
