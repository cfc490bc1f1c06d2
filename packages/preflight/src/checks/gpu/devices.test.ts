import { expect, test } from 'vitest'
import { gpuNode, gpus, verdictOf } from '../cases/given.ts'

test('where no GPU shows, that is said once: there is no model to be asked for', () => {
  const none = { node: { ...gpuNode, gpuModel: 'H100 80GB' }, facts: { gpu: gpus(0) } }
  expect(verdictOf('gpu-count', none)).toMatchObject({ outcome: 'none' })
  expect(verdictOf('gpu-model', none)).toBeUndefined()
  expect(verdictOf('gpu-model', { ...none, facts: { gpu: 'timed-out' } })).toMatchObject({ outcome: 'timed-out' })
})
