import { resolve } from 'node:path'
import { z } from 'zod'
import type { OptionSpec } from './command.ts'

/** Options that several commands share. */
export const OUTPUT = {
  placeholder: 'FORMAT',
  value: z.enum(['text', 'json', 'yaml']).default('text'),
  text: { ko: '출력 형식: text, json, yaml', en: 'Output: text, json or yaml' },
} as const satisfies OptionSpec

export const LANGUAGE = {
  placeholder: 'LANG',
  value: z.enum(['ko', 'en']).optional(),
  text: { ko: '언어: ko, en. 기본은 LANG 환경 변수입니다.', en: 'Language: ko or en; from LANG unless given' },
} as const satisfies OptionSpec

export const DATA_DIR = {
  placeholder: 'FOLDER',
  value: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional(),
  text: {
    ko: '콘솔의 데이터 폴더. 기본은 ASTRAGO_DATA_DIR, 없으면 서비스의 폴더, 서비스도 없으면 ~/.local/share/astrago 입니다.',
    en: "The console's data folder; ASTRAGO_DATA_DIR, else that of the service, else ~/.local/share/astrago unless given",
  },
} as const satisfies OptionSpec

export const KEY_FILE = {
  placeholder: 'FILE',
  value: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional(),
  text: {
    ko: '금고 열쇠 파일. 기본은 ASTRAGO_KEY_FILE, 없으면 서비스의 것, 서비스도 없으면 데이터 폴더 밖의 ~/.config/astrago 아래입니다.',
    en: 'Key file of the vault; ASTRAGO_KEY_FILE, else that of the service, else below ~/.config/astrago, outside the data folder',
  },
} as const satisfies OptionSpec
