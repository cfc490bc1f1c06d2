import { join } from 'node:path'
import { FileJournal } from '@astrago/store'

type JournalUse = { journal: FileJournal; release: () => Promise<void> }
export type Journals = {
  /** The journal of a run, open as long as somebody uses it: writer and readers of this process share one. */
  use(run: string): Promise<JournalUse>
}

type Entry = { opening: Promise<FileJournal>; users: number }

export function makeJournals(folder: string): Journals {
  const entries = new Map<string, Entry>()
  return {
    async use(run) {
      const entry = entries.get(run) ?? { opening: FileJournal.open(join(folder, `${run}.jsonl`)), users: 0 }
      entries.set(run, entry)
      entry.users += 1
      let released = false
      const release = async (): Promise<void> => {
        if (released) return
        released = true
        entry.users -= 1
        if (entry.users > 0) return
        entries.delete(run)
        await (await entry.opening).close()
      }
      try {
        return { journal: await entry.opening, release }
      } catch (error) {
        entries.delete(run)
        throw error
      }
    },
  }
}
