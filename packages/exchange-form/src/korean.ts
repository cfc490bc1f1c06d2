/** Letters and digits whose Korean reading ends in a consonant: 엘, 엠, 엔, 알, 영, 일, 삼, 육, 칠, 팔. */
const CLOSED = /[lmnr013678]$/i

/** A noun with its subject particle: `NTP 서버` becomes `NTP 서버가`. What stands in brackets at the end is not read. */
export function asSubject(noun: string): string {
  const read = noun.replace(/\s*\([^)]*\)$/, '')
  const last = read.charCodeAt(read.length - 1)
  const isHangul = last >= 0xac00 && last <= 0xd7a3
  const closed = isHangul ? (last - 0xac00) % 28 !== 0 : CLOSED.test(read)
  return `${noun}${closed ? '이' : '가'}`
}
