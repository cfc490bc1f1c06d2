export { FileJournal, type RawBatch } from './journal.ts'
export type { SearchOptions, SearchResult } from './search.ts'
