import { PORT_MATRICES } from '@astrago/contracts'
import * as disk from './disk.ts'
import * as distributions from './distributions.ts'
import * as endpoints from './endpoints.ts'
import * as gpu from './gpu.ts'
import * as gpuModels from './gpu-models.ts'
import * as hardware from './hardware.ts'
import * as kernel from './kernel.ts'
import * as kernelLog from './kernel-log.ts'
import * as leftovers from './leftovers.ts'
import { versionOfData } from './limit.ts'
import * as localPorts from './local-ports.ts'
import * as mesh from './mesh.ts'
import * as network from './network.ts'
import * as os from './os.ts'
import * as packages from './packages.ts'
import * as security from './security.ts'
import * as site from './site.ts'

/** Everything that checks judge by: the data of this folder and the port matrices. */
export const DATA = {
  ports: PORT_MATRICES,
  disk,
  distributions,
  endpoints,
  gpu,
  gpuModels,
  hardware,
  kernel,
  kernelLog,
  leftovers,
  localPorts,
  mesh,
  network,
  os,
  packages,
  security,
  site,
}

/** By which numbers and lists a verdict was made; a report names it. Made of the data, so that it cannot be forgotten. */
export const THRESHOLDS_VERSION = versionOfData(DATA)
