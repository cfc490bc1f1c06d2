import type { Localized } from '@astrago/contracts'
import { l } from '../text.ts'

export const YAML_TEXTS = {
  tooLong: l('파일이 너무 큽니다. 1 MB까지 읽습니다.', 'The file is too large: at most 1 MB is read.'),
  syntax: l(
    'YAML 문법에 맞지 않습니다({code}). 들여쓰기, 콜론 뒤의 공백, 따옴표를 확인해 주십시오.',
    'This is not valid YAML ({code}). Check the indentation, the blank after colons, and quotation marks.',
  ),
  tooDeep: l('괄호나 들여쓰기가 너무 깊어 읽을 수 없습니다.', 'Nested too deeply to be read.'),
  alias: l(
    '앵커(&)와 별칭(*)은 쓸 수 없습니다. 값을 그대로 적어 주십시오.',
    'Anchors (&) and aliases (*) cannot be used. Write the value itself.',
  ),
  mapWanted: l('"이름: 값" 형식의 항목들이 와야 합니다.', 'Entries of the form "name: value" belong here.'),
  textWanted: l('값 하나가 와야 합니다.', 'A single value belongs here.'),
  numberWanted: l('숫자가 와야 합니다.', 'A number belongs here.'),
  booleanWanted: l('true 또는 false가 와야 합니다.', 'true or false belongs here.'),
  repeated: l('"{key}" 항목이 두 번 나옵니다.', 'The key "{key}" appears twice.'),
  unknownNear: l(
    '"{key}" 항목은 없습니다. "{near}"의 오타가 아닌지 확인해 주십시오.',
    'There is no key "{key}". Did you mean "{near}"?',
  ),
  unknown: l('"{key}" 항목은 없습니다. 쓸 수 있는 항목: {known}', 'There is no key "{key}". Known here: {known}'),
  secretPlain: l(
    '비밀값은 파일에 그대로 적을 수 없습니다. secretRef로 가리켜 주십시오. 예: {secretRef: "env:SSH_PASSWORD"}',
    'A secret must not be written into the file. Refer to it: {secretRef: "env:SSH_PASSWORD"}',
  ),
  apiVersion: l('이 콘솔이 읽는 형식은 {wanted}입니다.', 'This console reads {wanted}.'),
  kind: l('kind는 {wanted}여야 합니다.', 'kind must be {wanted}.'),
  siteName: l(
    '사이트 이름(metadata.name)은 1~80자로 적어야 합니다.',
    'The name of the site (metadata.name) has 1 to 80 characters.',
  ),
  choice: l('{values} 중 하나를 적어야 합니다.', 'Must be one of: {values}'),
} as const satisfies Record<string, Localized>

export type YamlText = keyof typeof YAML_TEXTS
