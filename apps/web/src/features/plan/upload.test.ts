import { AppError } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { sendInPieces } from './upload.ts'

const file = new Blob([new Uint8Array(20 * 2 ** 20).fill(7)])
const options = () => ({ signal: new AbortController().signal, onProgress: () => {}, waitMs: 1 })

/** A server that keeps what it gets, as the console does. */
function server(start = 0) {
  let there = start
  return {
    get bytes() {
      return there
    },
    take: async (offset: number, piece: Blob): Promise<number> => {
      if (offset !== there) throw new AppError('UPLOAD_OFFSET_WRONG', { params: { offset: there } })
      there += piece.size
      return there
    },
  }
}

describe('an upload', () => {
  test('is sent whole, in pieces', async () => {
    const there = server()
    const offsets: number[] = []
    await sendInPieces(file, there.take, { ...options(), onProgress: (bytes) => offsets.push(bytes) })
    expect(offsets).toEqual([8, 16, 20].map((mib) => mib * 2 ** 20))
    expect(there.bytes).toBe(file.size)
  })

  test('goes on where an earlier one stopped', async () => {
    const there = server(8 * 2 ** 20)
    await sendInPieces(file, there.take, options())
    expect(there.bytes).toBe(file.size)
  })

  test('goes on when an answer was lost after the piece had arrived', async () => {
    const there = server()
    let lost = false
    await sendInPieces(
      file,
      async (offset, piece) => {
        const next = await there.take(offset, piece)
        if (!lost) {
          lost = true
          throw new AppError('CONSOLE_UNREACHABLE')
        }
        return next
      },
      options(),
    )
    expect(there.bytes).toBe(file.size)
  })

  test('gives up after some failures in a row, and stops when cancelled', async () => {
    const down = async () => {
      throw new AppError('CONSOLE_UNREACHABLE')
    }
    await expect(sendInPieces(file, down, options())).rejects.toMatchObject({ code: 'CONSOLE_UNREACHABLE' })
    await expect(sendInPieces(file, down, { ...options(), signal: AbortSignal.abort() })).rejects.toThrow()
  })

  test('ends at once with what trying again does not help', async () => {
    let asked = 0
    const full = async () => {
      asked += 1
      throw new AppError('STORE_DISK_FULL', { params: { path: '/' } })
    }
    await expect(sendInPieces(file, full, options())).rejects.toMatchObject({ code: 'STORE_DISK_FULL' })
    expect(asked).toBe(1)
  })

  test('does not go round for ever, nor take another, longer file for this one', async () => {
    for (const offset of [0, file.size + 1]) {
      const wrong = async () => {
        throw new AppError('UPLOAD_OFFSET_WRONG', { params: { offset } })
      }
      await expect(sendInPieces(file, wrong, options())).rejects.toMatchObject({ code: 'UPLOAD_OFFSET_WRONG' })
    }
  })

  test('stops waiting when it is cancelled', async () => {
    const control = new AbortController()
    const down = async () => {
      setTimeout(() => control.abort(), 5)
      throw new AppError('CONSOLE_UNREACHABLE')
    }
    const began = performance.now()
    const sending = sendInPieces(file, down, { ...options(), signal: control.signal, waitMs: 60_000 })
    await expect(sending).rejects.toThrow()
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
