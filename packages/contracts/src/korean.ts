/** Particles that depend on the sound before them: after a consonant, after a vowel. */
const PARTICLES = {
  '은(는)': ['은', '는'],
  '이(가)': ['이', '가'],
  '을(를)': ['을', '를'],
  '와(과)': ['과', '와'],
  '(으)로': ['으로', '로'],
} as const

export type Particle = keyof typeof PARTICLES
export const PARTICLE = /은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로/

/** As digits and letters are read: 영 일 삼 육 칠 팔, 엘 엠 엔. */
const CLOSED = /[lmn013678]$/i
/** What ends in a vowel when read, be it as a letter or at the end of a word (nftables: 스, firewalld: 디). */
const OPEN = /[24569acdfijosuvwxyz]$/i
const ABBREVIATION = /(^|[^a-z])[A-Z]+$/
const RIEUL = /[l178]$/i

/**
 * A noun with its particle: `NTP 서버` and `이(가)` become `NTP 서버가`. What stands in brackets at the end is not read, nor are
 * quotes. Where nobody can know how a word is read (`docker`, `kubelet`), both stay: `docker이(가)`.
 */
export function withParticle(noun: string, particle: Particle): string {
  const read = noun.replace(/\s*\([^)]*\)$/, '').replace(/["'”’)\]]+$/, '')
  const last = read.charCodeAt(read.length - 1)
  const isHangul = last >= 0xac00 && last <= 0xd7a3
  const final = isHangul ? (last - 0xac00) % 28 : null
  const closed = final === null ? soundOf(read) : final !== 0
  if (closed === null) return `${noun}${particle}`
  const [afterConsonant, afterVowel] = PARTICLES[particle]
  const isRieul = final === null ? RIEUL.test(read) : final === 8
  return `${noun}${closed && !(particle === '(으)로' && isRieul) ? afterConsonant : afterVowel}`
}

function soundOf(read: string): boolean | null {
  if (CLOSED.test(read)) return true
  if (OPEN.test(read)) return false
  if (ABBREVIATION.test(read)) return /R$/.test(read)
  return null
}
