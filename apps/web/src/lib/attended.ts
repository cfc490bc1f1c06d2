/** A page that nobody has touched for so long only watches: what it asks does not keep the session alive. */
const UNATTENDED_MS = 60_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

let touchedAt = Date.now()

if (typeof window !== 'undefined')
  for (const sign of SIGNS)
    window.addEventListener(
      sign,
      () => {
        touchedAt = Date.now()
      },
      { capture: true, passive: true },
    )

/** Whether somebody sits before the page. */
export const isAttended = (): boolean => Date.now() - touchedAt < UNATTENDED_MS
