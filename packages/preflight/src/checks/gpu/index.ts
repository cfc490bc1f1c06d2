import { GPU_DEVICES } from './devices.ts'
import { GPU_DRIVER } from './driver.ts'
import { GPU_PLACEMENT } from './placement.ts'
import { GPU_PLAN } from './plan.ts'
import { GPU_RUNNING } from './running.ts'

/** The checks of GPU servers, in the order people read them. */
export const GPU = [...GPU_DEVICES, ...GPU_DRIVER, ...GPU_RUNNING, ...GPU_PLACEMENT, ...GPU_PLAN]
