import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { AppError, type FormProblem } from '@astrago/contracts'
import {
  type Answers,
  type Draft,
  fromSiteYaml,
  placeInFile,
  problemPath,
  readAnswers,
  type SiteHead,
  validate,
} from '@astrago/exchange-form'
import type { Io } from '../command.ts'
import { readText } from './read-file.ts'

/** A site as the command works on it: from a document, or this very machine. */
export type CliSite = SiteHead & { kind: 'remote' | 'local'; answers: Answers; draft: Draft }

/**
 * Reads a site.yaml, of standard input for `-`. Only what concerns the nodes must be right: a half-filled questionnaire
 * does not keep hosts from being checked.
 * @throws SITE_YAML_INVALID naming every line that is wrong, FILE_UNREADABLE
 */
export async function readSiteFile(path: string, io: Io): Promise<CliSite> {
  const text = await readText(path, io)
  const { site, answers: draft, problems, lines } = fromSiteYaml(text)
  const at = (path: string): number => lines[path] ?? 1
  const shape = problems.map((problem) => ({ path: placeInFile(problem), message: problem.message }))
  const rules = site ? validate(draft, { ...site, kind: 'remote' }).filter(concernsHosts) : []
  const broken = rules.map((problem) => ({
    path: placeInFile({ line: at(problemPath(problem)), path: problemPath(problem) }),
    message: problem.message,
  }))
  const fields = [...shape, ...broken]
  if (!site || fields.length > 0)
    throw new AppError('SITE_YAML_INVALID', { params: { detail: `${path} (${fields.length})` }, fields })
  return { ...site, kind: 'remote', draft, answers: readAnswers(draft, { ...site, kind: 'remote' }) }
}

/** This machine, as the console's ready site has it. */
export function thisMachine(): CliSite {
  const name =
    hostname()
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-') || 'localhost'
  const draft = { 'resources.nodes': [{ name, address: '127.0.0.1', roles: ['control-plane', 'worker'] }] }
  const site = { name, profile: 'online', distribution: 'rke2', kind: 'local' } as const
  return { ...site, draft, answers: readAnswers(draft, site) }
}

/** Of the rest only what would be tried: a proxy's address that is none, or holds a password. */
const concernsHosts = ({ field, severity }: FormProblem): boolean =>
  (severity !== 'hint' && (field === 'resources.nodes' || field.startsWith('accounts.'))) ||
  (severity === 'error' && /^network\.proxy/.test(field))

/** Secrets that a site.yaml refers to: `env:NAME` or `file:/path`; a trailing line end of a file is not part of it. */
export function secretReader({ env }: Io): (ref: string) => Promise<string> {
  return async (ref) => {
    const [, kind, place = ''] = /^(env|file|vault):(.+)$/.exec(ref) ?? []
    const text = kind === 'env' ? env[place] : kind === 'file' ? await readSecretFile(place, ref) : undefined
    if (!text) throw new AppError('SECRET_REF_UNRESOLVED', { params: { ref } })
    return text
  }
}

async function readSecretFile(path: string, ref: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new AppError('SECRET_REF_UNRESOLVED', { params: { ref }, cause })
  })
  return text.includes('PRIVATE KEY') ? text : text.replace(/\r?\n$/, '')
}
