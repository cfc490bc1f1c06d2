import { type Cases, gpuNode, gpus } from './given.ts'

export const GPU_CASES = {
  'gpu-count': {
    pass: { node: { ...gpuNode, gpuCount: 8 } },
    none: { node: gpuNode, facts: { gpu: gpus(0) } },
    fewer: { node: { ...gpuNode, gpuCount: 8 }, facts: { gpu: gpus(7) } },
    more: { node: { ...gpuNode, gpuCount: 4 } },
  },
  'gpu-model': {
    pass: { node: { ...gpuNode, gpuModel: 'H100 80GB' }, facts: { gpu: { models: ['NVIDIA H100 80GB HBM3'] } } },
    other: { node: { ...gpuNode, gpuModel: 'H100 80GB' }, facts: { gpu: { models: ['NVIDIA A100-SXM4-80GB'] } } },
    'not-collected': { node: { ...gpuNode, gpuModel: 'H100' } },
  },
  'gpu-driver-mode': {
    pass: { node: gpuNode },
    installed: { node: gpuNode, facts: { gpu: { driver: '550.144.03' } } },
    absent: { node: gpuNode, answers: { 'gpu.driverPolicy': 'preinstalled' } },
  },
  'gpu-nouveau': {
    pass: { node: gpuNode },
    allowed: { node: gpuNode, facts: { modules: { disabled: [] } } },
    loaded: { node: gpuNode, facts: { gpu: { nouveauLoaded: true } } },
  },
  'gpu-secure-boot': {
    pass: { node: gpuNode },
    signed: { node: gpuNode, facts: { gpu: { secureBoot: true, driver: '550.144.03' } } },
    on: { node: gpuNode, facts: { gpu: { secureBoot: true } } },
    'not-collected': { node: gpuNode, facts: { gpu: { secureBoot: null } } },
  },
} satisfies Cases
