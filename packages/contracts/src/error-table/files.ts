import { type ErrorEntry, l } from './entry.ts'

/** Files that a person names or uploads. */
export const FILE_ERRORS = {
  FILE_NOT_WRITTEN: {
    status: 400,
    retry: false,
    what: l('파일을 쓸 수 없습니다: {path} ({detail})', 'The file cannot be written: {path} ({detail})'),
    cause: l(
      '이미 있는 파일이거나(EEXIST), 폴더가 없거나, 쓸 권한이 없거나, 디스크가 가득 찼습니다.',
      'It exists already (EEXIST), its folder is missing or may not be written, or the disk is full.',
    ),
    fix: l('다른 경로를 지정하십시오.', 'Name another path.'),
  },
  UPLOAD_OFFSET_WRONG: {
    status: 409,
    retry: true,
    what: l(
      '이어받을 위치가 맞지 않습니다. {offset}부터 보내십시오.',
      'The upload goes on at another place: send from {offset}.',
    ),
    cause: l(
      '앞 조각의 응답을 받지 못했거나 두 창에서 함께 올리고 있습니다.',
      'The answer to the last piece was lost, or two windows upload the same file.',
    ),
    fix: l('표시된 위치부터 다시 보내십시오.', 'Send from the named offset.'),
  },
  UPLOAD_BUSY: {
    status: 409,
    retry: true,
    what: l('이 파일을 {who} 님이 올리고 있습니다: {name}', '{who} is uploading this file: {name}'),
    cause: l(
      '같은 파일을 두 창에서 함께 올리거나 지우려 했습니다.',
      'Two windows upload the same file, or one removes what the other uploads.',
    ),
    fix: l('그쪽이 끝나기를 기다리거나 그쪽에서 취소하십시오.', 'Wait for that upload, or cancel it there.'),
  },
  ARTIFACT_NOT_OF_RELEASE: {
    status: 400,
    retry: false,
    what: l('설치에 쓰지 않는 파일입니다: {name}', 'This file is no part of an installation: {name}'),
    cause: l(
      '다른 파일을 골랐거나, 내려받으면서 이름이 바뀌었습니다.',
      'Another file was chosen, or it was renamed when it was downloaded.',
    ),
    fix: l(
      '목록에 있는 이름의 파일을 고르십시오. 이름만 바뀌었다면 원래 이름으로 되돌리십시오.',
      'Choose a file with a name of the list. If only its name changed, give it its own name again.',
    ),
  },
  ARTIFACT_FOLDER_EMPTY: {
    status: 400,
    retry: false,
    what: l('이 폴더에는 설치 파일이 없습니다: {path}', 'This folder holds no installation file: {path}'),
    cause: l(
      '다른 폴더이거나, 설치 파일이 든 폴더의 위나 아래 폴더입니다. 하위 폴더에서 찾은 것: {found}',
      'It is another folder, or one above or below the right one. Found in folders below it: {found}',
    ),
    fix: l(
      '설치 파일이 바로 들어 있는 폴더의 경로를 넣으십시오.',
      'Give the path of the folder that holds the files themselves.',
    ),
  },
  ARTIFACT_FOLDER_UNUSABLE: {
    status: 400,
    retry: false,
    what: l(
      '설치 파일 폴더를 쓸 수 없습니다: {path} ({detail})',
      'The artifact folder cannot be used: {path} ({detail})',
    ),
    cause: l(
      '경로가 틀렸거나, 폴더가 아니거나, 콘솔 계정에 읽기 권한이 없습니다.',
      'The path is wrong, is not a folder, or the console may not read it.',
    ),
    fix: l(
      '콘솔이 실행 중인 서버의 절대 경로와 읽기 권한을 확인하십시오.',
      'Give an absolute path on the machine of the console, and check that it may be read.',
    ),
  },
  ARTIFACT_UNREADABLE: {
    status: 400,
    retry: false,
    what: l('설치 파일을 읽을 수 없습니다: {path} ({detail})', 'An artifact cannot be read: {path} ({detail})'),
    cause: l('파일 권한이나 디스크 오류일 수 있습니다.', 'The permissions of the file, or a disk error.'),
    fix: l(
      '파일 권한을 확인하고 다시 검사하십시오.',
      'Check the permissions of the file, then inspect the folder again.',
    ),
  },
  ARTIFACT_CORRUPT: {
    status: 409,
    retry: false,
    what: l(
      '설치 파일이 검사한 뒤에 바뀌었거나 손상되었습니다: {path}',
      'An artifact changed since it was inspected, or is damaged: {path}',
    ),
    cause: l(
      '파일을 덮어썼거나 지웠거나 복사가 중간에 끊겼습니다.',
      'It was replaced, removed, or copied only in part.',
    ),
    fix: l(
      '파일을 다시 받아 폴더에 넣고 다시 검사하십시오.',
      'Get the file again, put it into the folder and inspect the folder again.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
