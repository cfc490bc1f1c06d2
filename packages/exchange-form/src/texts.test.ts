import type { Localized } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { CONDITIONS } from './conditions.ts'
import { FIELD_IDS, FIELDS, fieldOf, fieldsIn, sectionOf } from './fields/index.ts'
import { MESSAGES } from './messages.ts'
import { NODE_COLUMNS, ROLE_NAMES } from './node.ts'
import { RULES } from './rules/index.ts'
import { SECTION_IDS, SECTIONS } from './sections.ts'
import { YAML_TEXTS } from './site-yaml/texts.ts'

/** Every text of the package with where it stands. */
function textsOf(path: string, value: unknown): [string, Localized][] {
  if (typeof value !== 'object' || value === null || 'safeParse' in value) return []
  if ('ko' in value && 'en' in value) return [[path, value as Localized]]
  return Object.entries(value).flatMap(([key, inner]) => textsOf(`${path}.${key}`, inner))
}
const ALL = textsOf('', { FIELDS, SECTIONS, CONDITIONS, NODE_COLUMNS, ROLE_NAMES, MESSAGES, YAML_TEXTS, RULES })

/** Korean texts without Hangul, with the reason. */
const NO_HANGUL = new Map([['.SECTIONS.gpu.title', 'the word is the same in Korean']])

test('there is a text for each field, and both languages have words', () => {
  expect(ALL.length).toBeGreaterThan(FIELD_IDS.length * 2)
  expect(ALL.filter(([, { ko, en }]) => !ko.trim() || !en.trim())).toEqual([])
})

test('English texts hold no Hangul', () => {
  expect(ALL.filter(([, { en }]) => /\p{Script=Hangul}/u.test(en)).map(([path]) => path)).toEqual([])
})

test('Korean texts hold Hangul, examples aside', () => {
  const bare = ALL.filter(([path, { ko }]) => !path.endsWith('.example') && !/\p{Script=Hangul}/u.test(ko))
  expect(bare.map(([path]) => path)).toEqual([...NO_HANGUL.keys()])
})

test('both languages name the same parameters', () => {
  const names = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
  expect(ALL.filter(([, { ko, en }]) => String(names(ko)) !== String(names(en))).map(([path]) => path)).toEqual([])
})

test('Korean sentences are polite', () => {
  const rude = ALL.filter(([, { ko }]) => /(?:한다|이다|하라|된다|없다|있다)\.$/.test(ko))
  expect(rude.map(([path]) => path)).toEqual([])
})

describe.each(FIELD_IDS)('%s', (id) => {
  const field = fieldOf(id)

  test('stands in a group of its section', () => {
    expect(Object.keys(SECTIONS[sectionOf(id)].groups)).toContain(field.group)
  })

  test('its help is a sentence, and it has an example unless it is chosen or secret', () => {
    expect(field.help.ko).toMatch(/[.]$/)
    expect(field.help.en).toMatch(/[.]$/)
    const needsNone = ['choice', 'boolean', 'secret'].includes(field.kind)
    expect(needsNone || field.example !== undefined).toBe(true)
  })

  test('nobody has to open the advanced settings to fill it', () => {
    const { advanced, required, default: usual, optionsOf } = field
    if (advanced !== true) return
    expect(required === false || usual !== undefined || optionsOf !== undefined).toBe(true)
  })

  test('its default and the values of its choice pass its own schema', () => {
    const values = [field.default, ...Object.keys(field.options ?? {})].filter((value) => value !== undefined)
    expect(values.filter((value) => !field.schema.safeParse(value).success)).toEqual([])
  })
})

test('every section and group has fields', () => {
  const empty = SECTION_IDS.flatMap((section) =>
    Object.keys(SECTIONS[section].groups).filter(
      (group) => !fieldsIn(section).some((id) => fieldOf(id).group === group),
    ),
  )
  expect(empty).toEqual([])
})

test('rule ids are unique', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
})
