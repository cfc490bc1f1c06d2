import { createContext } from 'react'

/** Tells what a dialog was opened from to stay as it is until the function that comes back is called. */
export type Hold = () => () => void

export const Holding = createContext<Hold>(() => () => {})
