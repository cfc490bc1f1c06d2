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

  test('gives up after five failures in a row, and stops when cancelled', async () => {
    const down = async () => {
      throw new AppError('CONSOLE_UNREACHABLE')
    }
    await expect(sendInPieces(file, down, options())).rejects.toMatchObject({ code: 'CONSOLE_UNREACHABLE' })
    await expect(sendInPieces(file, down, { ...options(), signal: AbortSignal.abort() })).rejects.toThrow()
  })
})
