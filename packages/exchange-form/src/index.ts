export { CONDITIONS, type ConditionId } from './conditions.ts'
export {
  type Answers,
  FIELD_IDS,
  FIELDS,
  type FieldId,
  fieldOf,
  fieldsIn,
  isFieldId,
  isSectionId,
  sectionOf,
} from './fields/index.ts'
export { generateSecret } from './generate-secret.ts'
export {
  NODE_COLUMN_IDS,
  NODE_COLUMNS,
  Node,
  type NodeColumn,
  PLAIN_COLUMNS,
  ROLE_NAMES,
  SECRET_COLUMNS,
} from './node.ts'
export { NODES } from './node-secrets.ts'
export { decodeTable } from './node-table/decode.ts'
export { formatNodeTable } from './node-table/format.ts'
export { type NodeDraft, parseNodeTable, readNodeCell, type TableProblem } from './node-table/parse.ts'
export { placeOfPath, problemPath } from './problem-path.ts'
export { referencePage } from './reference-page.ts'
export { RULES, type RuleId } from './rules/index.ts'
export { forgetSecrets, maskAnswers, secretNames, secretsToGenerate } from './secrets.ts'
export { SECTION_IDS, SECTIONS, type SectionId } from './sections.ts'
export { fromSiteYaml, type SiteYaml } from './site-yaml/read.ts'
export { placeInFile, type SiteYamlProblem } from './site-yaml/reader.ts'
export { type SiteHead, toSiteYaml } from './site-yaml/write.ts'
export type { Draft, FieldKind, FieldSpec, SecretRef, SiteFacts } from './spec.ts'
export { holdsLogin, type SplitValues, splitSecrets } from './split-secrets.ts'
export { isMask, isWanted } from './stored-secret.ts'
export { isToDo, progress, readAnswers, type SectionProgress, validate, withoutHiddenMistakes } from './validate.ts'
export { defaultOf, isAdvanced, isRequired, isVisible, optionsFor, withDefaults } from './values.ts'
