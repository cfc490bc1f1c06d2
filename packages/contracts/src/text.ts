import { z } from 'zod'
import { PARTICLE, type Particle, withParticle } from './korean.ts'

export const Locale = z.enum(['ko', 'en'])
export type Locale = z.infer<typeof Locale>
export const LOCALES = Locale.options

/** A text that a person may read, in every language of the product. */
export const Localized = z.object({ ko: z.string().min(1), en: z.string().min(1) })
export type Localized = Readonly<z.infer<typeof Localized>>

export const Params = z.record(z.string(), z.union([z.string(), z.number()]))
export type Params = Readonly<z.infer<typeof Params>>

const PARAMETER = new RegExp(`\\{(\\w+)\\}(?:(["”]?)(${PARTICLE.source}))?`, 'g')

/**
 * The text in `locale`, each `{name}` replaced by its parameter; an unknown name stays visible as `{name}`. A Korean particle
 * behind a parameter is written with both its forms, `{host}을(를)`, and takes the one that its value needs.
 */
export function say(text: Localized, locale: Locale, params: Params = {}): string {
  return text[locale].replace(PARAMETER, (whole, name: string, quote = '', particle?: Particle) => {
    const value = params[name]
    if (value === undefined) return whole
    return particle ? withParticle(`${value}${quote}`, particle) : String(value)
  })
}

/** The same text in every language with its parameters filled in. */
export function fill(text: Localized, params: Params): Localized {
  return { ko: say(text, 'ko', params), en: say(text, 'en', params) }
}
