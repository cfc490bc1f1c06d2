const SETTLES_MS = 2000

/**
 * Brings `target` into view and keeps it there while the page settles: what is drawn above it a moment later would push
 * it out again. Let go of when it is not `wanted` any more.
 */
export function holdInView(target: HTMLElement, block: ScrollLogicalPosition, wanted = (): boolean => true): void {
  const show = (): void => target.scrollIntoView({ block })
  show()
  const observer = new ResizeObserver(() => wanted() && show())
  observer.observe(document.body)
  setTimeout(() => observer.disconnect(), SETTLES_MS)
}
