import type { VerdictStatus } from '@astrago/contracts'
import type { CustomTableLayout } from 'pdfmake/interfaces.js'

export const FAMILY = 'Pretendard'

/** Points. A4 is 595.28 wide. */
export const MARGIN = { side: 48, top: 56, bottom: 56 }
export const CONTENT_WIDTH = 595.28 - 2 * MARGIN.side

export const SIZE = { site: 22, heading: 14, subheading: 10.5, body: 9, small: 8, tiny: 7 }

export const INK = {
  strong: '#101828',
  normal: '#344054',
  soft: '#475467',
  faint: '#667085',
  line: '#e4e7ec',
  ground: '#f6f7f9',
  accent: '#2b59d9',
}

/** ✕ is not in the font; × is, and looks the same at this size. */
export const STATE: Record<VerdictStatus, { sign: string; ink: string; ground: string }> = {
  pass: { sign: '✓', ink: '#067647', ground: '#ecfdf3' },
  warn: { sign: '!', ink: '#a15c07', ground: '#fffaeb' },
  fail: { sign: '×', ink: '#b42318', ground: '#fef3f2' },
  unknown: { sign: '?', ink: '#475467', ground: '#f2f4f7' },
}

export const PADDING = 6

/** Thin lines under rows, a tinted header below the row that carries the caption. */
export const GRID_LAYOUT: CustomTableLayout = {
  hLineWidth: (row) => (row === 0 ? 0 : 0.6),
  vLineWidth: () => 0,
  hLineColor: () => INK.line,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => 4,
  paddingBottom: () => 4,
  fillColor: (row) => (row === 1 ? INK.ground : null),
}

/** Names and values without lines. */
export const FACTS_LAYOUT: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 8,
  paddingTop: () => 1,
  paddingBottom: () => 1,
}

/** One cell with a coloured bar at its left side. */
export function barLayout(color: string): CustomTableLayout {
  return {
    hLineWidth: () => 0,
    vLineWidth: (column) => (column === 0 ? 2.5 : 0),
    vLineColor: () => color,
    paddingLeft: () => 12,
    paddingRight: () => 0,
    paddingTop: () => 2,
    paddingBottom: () => 2,
  }
}

/** Boxes side by side, for signatures. */
export const BOXES_LAYOUT: CustomTableLayout = {
  hLineWidth: () => 0.6,
  vLineWidth: () => 0.6,
  hLineColor: () => INK.line,
  vLineColor: () => INK.line,
  paddingLeft: () => 14,
  paddingRight: () => 14,
  paddingTop: () => 12,
  paddingBottom: () => 14,
}
