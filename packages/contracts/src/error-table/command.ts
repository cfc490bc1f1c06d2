import { type ErrorEntry, l } from './entry.ts'

/** Files and outputs of the command. */
export const COMMAND_ERRORS = {
  FILE_UNREADABLE: {
    status: 400,
    retry: false,
    what: l('파일을 읽을 수 없습니다: {path} ({detail})', 'The file cannot be read: {path} ({detail})'),
    cause: l(
      '경로나 권한이 다르거나 파일이 온전하지 않습니다.',
      'The path or its rights are wrong, or the file is damaged.',
    ),
    fix: l(
      '경로를 확인하고, 옮기다 손상된 파일이면 다시 받으십시오.',
      'Check the path; if the file broke on its way, get it again.',
    ),
  },
  FILE_NOT_WRITABLE: {
    status: 400,
    retry: false,
    what: l('파일에 쓸 수 없습니다: {path} ({detail})', 'The file cannot be written: {path} ({detail})'),
    cause: l(
      '폴더가 없거나 쓰기 권한이 없거나 디스크가 가득 찼습니다.',
      'The folder is missing, not writable, or the disk is full.',
    ),
    fix: l('쓸 수 있는 경로를 지정하십시오.', 'Name a path that can be written.'),
  },
  OUTPUT_NOT_FOR_TERMINAL: {
    status: 400,
    retry: false,
    what: l('{format} 출력은 터미널에 쓰지 않습니다.', 'Output as {format} is not written to a terminal.'),
    cause: l('터미널에서 읽을 수 있는 형식이 아닙니다.', 'It is no text to be read there.'),
    fix: l('--file로 파일을 지정하거나 파이프로 넘기십시오.', 'Name a file with --file, or pipe the output.'),
  },
  FACTS_INVALID: {
    status: 400,
    retry: false,
    what: l(
      '이 버전이 읽을 수 있는 사실 파일이나 보고서가 아닙니다 ({detail}).',
      'It is no facts file or report that this version reads ({detail}).',
    ),
    cause: l(
      '다른 파일이거나, 다른 버전이 만들었거나, 손상되었습니다.',
      'It is another file, one of another version, or damaged.',
    ),
    fix: l(
      'preflight --facts로 만든 파일이나 --output json의 보고서를 지정하십시오.',
      'Name a file made by preflight --facts, or a report of --output json.',
    ),
  },
  WAIVERS_INVALID: {
    status: 400,
    retry: false,
    what: l('면제 파일이 올바르지 않습니다: {path}', 'The file of waivers is not right: {path}'),
    cause: l('아래 줄의 값이 규칙에 맞지 않습니다.', 'The values in the lines below do not follow their rules.'),
    fix: l('해당 줄을 고친 뒤 다시 실행하십시오.', 'Correct these lines and run it again.'),
  },
} as const satisfies Record<string, ErrorEntry>
