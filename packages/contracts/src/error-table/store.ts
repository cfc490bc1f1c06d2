import { type ErrorEntry, l } from './entry.ts'

/** The console's own data folder. */
export const STORE_ERRORS = {
  DATA_FOLDER_IN_USE: {
    status: 409,
    retry: false,
    what: l(
      '데이터 폴더를 다른 콘솔이 쓰고 있습니다: {path} (pid {pid})',
      'Another console uses this data folder: {path} (pid {pid})',
    ),
    cause: l('콘솔이 이미 떠 있습니다.', 'A console is already running.'),
    fix: l(
      '떠 있는 콘솔을 쓰거나 멈춘 뒤 다시 시작하십시오. 다른 폴더는 --data-dir로 지정합니다.',
      'Use the running console or stop it first. --data-dir names another folder.',
    ),
  },
  DATABASE_NOT_LOADED: {
    status: 500,
    retry: false,
    what: l(
      '콘솔의 데이터베이스를 이 서버에서 불러오지 못했습니다.',
      'The database of the console cannot be loaded on this machine.',
    ),
    cause: l(
      '대개 이 서버의 C 라이브러리가 glibc 2.34보다 오래되었기 때문입니다(RHEL·Rocky 8, Ubuntu 20.04, Debian 11).',
      'Most often the C library of this machine is older than glibc 2.34 (RHEL and Rocky 8, Ubuntu 20.04, Debian 11).',
    ),
    fix: l(
      'RHEL·Rocky 9, Ubuntu 22.04, Debian 12 이상인 서버에서 콘솔을 실행하십시오. 이 서버에서도 astrago preflight는 쓸 수 있습니다.',
      'Run the console on RHEL or Rocky 9, Ubuntu 22.04, Debian 12 or later. astrago preflight works on this machine, too.',
    ),
  },
  DATA_FOLDER_NEWER: {
    status: 409,
    retry: false,
    what: l(
      '데이터 폴더가 이 프로그램보다 새 버전에서 만들어졌습니다: {path} ({migration})',
      'The data folder was made by a newer version of this program: {path} ({migration})',
    ),
    cause: l('더 오래된 버전의 프로그램을 실행했습니다.', 'An older version of the program was started.'),
    fix: l(
      '새 버전을 실행하거나 백업에서 되돌리십시오. 폴더는 건드리지 않았습니다.',
      'Start the newer version, or restore a backup. The folder was left untouched.',
    ),
  },
  DATA_FOLDER_DENIED: {
    status: 500,
    retry: false,
    what: l('{path}에 접근할 권한이 없습니다.', 'No permission for {path}.'),
    cause: l(
      '다른 사용자의 폴더이거나 커널이 관리하는 폴더(/sys 등)입니다.',
      'It belongs to another user, or to the kernel as /sys does.',
    ),
    fix: l(
      '소유자와 권한을 확인하거나 --data-dir(열쇠는 --key-file)로 다른 자리를 지정하십시오.',
      'Check its owner and permissions, or name another place with --data-dir (for the key, --key-file).',
    ),
  },
  DATA_FOLDER_READ_ONLY: {
    status: 500,
    retry: false,
    what: l('읽기 전용이라 기록할 수 없습니다: {path}', 'It is read-only and cannot be written: {path}'),
    cause: l(
      '파일 시스템이 읽기 전용으로 마운트되었거나 파일에 쓰기 권한이 없습니다.',
      'The file system is mounted read-only, or the file may not be written.',
    ),
    fix: l(
      '쓰기 가능하게 다시 마운트하거나 --data-dir로 다른 폴더를 지정하십시오.',
      'Mount it for writing, or name another folder with --data-dir.',
    ),
  },
  DATA_FOLDER_NOT_A_FOLDER: {
    status: 500,
    retry: false,
    what: l('폴더가 아닙니다: {path}', 'This is not a folder: {path}'),
    cause: l('경로에 같은 이름의 파일이 있습니다.', 'A file of that name stands in the path.'),
    fix: l(
      '경로를 확인하거나 --data-dir로 다른 폴더를 지정하십시오.',
      'Check the path, or name another folder with --data-dir.',
    ),
  },
  DATA_FOLDER_DAMAGED: {
    status: 500,
    retry: false,
    what: l(
      '데이터 폴더의 데이터베이스를 읽을 수 없습니다: {path} ({detail})',
      'The database of the data folder cannot be read: {path} ({detail})',
    ),
    cause: l(
      '디스크 오류가 났거나 파일을 누군가 고쳤거나 덮어썼습니다.',
      'A disk error, or the file was edited or replaced.',
    ),
    fix: l(
      '폴더를 그대로 보관하고 astrago data restore로 백업에서 복원하십시오.',
      'Keep the folder as it is and restore a backup with astrago data restore.',
    ),
  },
  DATA_FOLDER_UNUSABLE: {
    status: 500,
    retry: false,
    what: l('데이터 폴더를 쓸 수 없습니다: {path} ({detail})', 'The data folder cannot be used: {path} ({detail})'),
    cause: l(
      '콘솔의 데이터 폴더가 아니거나, 운영체제가 파일을 만들지 못하게 하는 자리이거나(/proc 등), 경로가 너무 깁니다.',
      'It is no data folder of the console, the system lets nobody make files there (as in /proc), or the path is too long.',
    ),
    fix: l('--data-dir로 다른 폴더를 지정하십시오.', 'Name another folder with --data-dir.'),
  },
  DATA_FOLDER_NOT_EMPTY: {
    status: 409,
    retry: false,
    what: l(
      '복원할 자리에 데이터 폴더가 이미 있습니다: {path}',
      'There is a data folder where the backup should go: {path}',
    ),
    cause: l('이 서버에서 콘솔을 이미 썼습니다.', 'A console has been used on this machine.'),
    fix: l(
      '다른 폴더를 --data-dir로 지정하거나, --replace로 지금 폴더를 옆으로 옮기고 복원하십시오.',
      'Name another folder with --data-dir, or put the present one aside with --replace.',
    ),
  },
  BACKUP_FAILED: {
    status: 500,
    retry: true,
    what: l('백업을 만들지 못했습니다: {path} ({detail})', 'The backup could not be made: {path} ({detail})'),
    cause: l('디스크가 가득 찼거나 쓸 권한이 없습니다.', 'The disk is full or may not be written to.'),
    fix: l(
      '공간과 권한을 확인하고 다시 만드십시오. 만들던 파일은 지웠습니다.',
      'Check room and permissions and try again. What was written was removed.',
    ),
  },
  BACKUP_TARGET_EXISTS: {
    status: 409,
    retry: false,
    what: l('백업 파일이 이미 있습니다: {path}', 'The backup file exists already: {path}'),
    cause: l('같은 이름으로 만든 적이 있습니다.', 'One was made under this name before.'),
    fix: l(
      '다른 이름을 지정하십시오. 있는 백업은 덮어쓰지 않습니다.',
      'Give another name; a backup is never overwritten.',
    ),
  },
  BACKUP_UNREADABLE: {
    status: 400,
    retry: false,
    what: l('백업을 읽을 수 없습니다: {path} ({detail})', 'The backup cannot be read: {path} ({detail})'),
    cause: l('파일이 손상되었거나 이 제품의 백업이 아닙니다.', 'The file is damaged or is no backup of this product.'),
    fix: l(
      '원본과 체크섬을 비교하거나 다른 백업을 쓰십시오. 지금 데이터는 건드리지 않았습니다.',
      'Compare it with the original, or use another backup. The present data was not touched.',
    ),
  },
  BACKUP_PASSPHRASE_NEEDED: {
    status: 400,
    retry: false,
    what: l('백업 안의 금고 열쇠를 열 암호가 필요합니다.', 'The passphrase of the vault key in the backup is needed.'),
    cause: l('이 서버에는 그 금고의 열쇠 파일이 없습니다.', 'This machine does not have the key file of that vault.'),
    fix: l('백업할 때 정한 암호를 입력하십시오.', 'Give the passphrase that was set when the backup was made.'),
  },
  BACKUP_PASSPHRASE_WRONG: {
    status: 400,
    retry: false,
    what: l('백업의 암호가 맞지 않습니다.', 'The passphrase of the backup is wrong.'),
    cause: l('백업할 때와 다른 암호를 입력했습니다.', 'Another one was set when the backup was made.'),
    fix: l('암호를 확인해 다시 입력하십시오.', 'Check the passphrase and try again.'),
  },
  VAULT_KEY_MISSING: {
    status: 500,
    retry: false,
    what: l('금고 열쇠 파일이 없습니다: {path}', 'The key file of the vault is missing: {path}'),
    cause: l(
      '열쇠 파일이 지워졌거나 데이터 폴더만 다른 서버로 옮겨졌습니다.',
      'The key file was removed, or the data folder alone was moved to another machine.',
    ),
    fix: l(
      '열쇠 파일을 되돌려 놓거나 암호로 보호된 백업에서 복원하십시오.',
      'Put the key file back, or restore a backup made with a passphrase.',
    ),
  },
  VAULT_KEY_UNUSABLE: {
    status: 500,
    retry: false,
    what: l(
      '금고 열쇠 파일을 쓸 수 없습니다: {path} ({detail})',
      'The key file of the vault cannot be used: {path} ({detail})',
    ),
    cause: l(
      '파일이 아니거나, 권한이 없거나, 파일을 만들 수 없는 자리입니다.',
      'It is no file, there is no permission, or no file can be made there.',
    ),
    fix: l(
      '경로와 권한을 확인하거나 --key-file로 다른 파일을 지정하십시오.',
      'Check the path and its permissions, or name another file with --key-file.',
    ),
  },
  VAULT_KEY_WRONG: {
    status: 500,
    retry: false,
    what: l(
      '금고 열쇠가 이 데이터 폴더의 것이 아닙니다: {path}',
      'The vault key does not belong to this data folder: {path}',
    ),
    cause: l(
      '다른 설치의 열쇠 파일이나 다른 암호를 지정했습니다.',
      'The key file of another installation, or another passphrase, was given.',
    ),
    fix: l('맞는 열쇠 파일이나 암호를 지정하십시오.', 'Give the right key file or passphrase.'),
  },
  STORE_DISK_FULL: {
    status: 507,
    retry: true,
    what: l('콘솔의 디스크가 가득 차 기록할 수 없습니다: {path}', 'The disk of the console is full: {path}'),
    cause: l(
      '데이터 폴더가 있는 파일 시스템에 남은 공간이나 할당량이 없습니다.',
      'The file system of the data folder has no space or quota left.',
    ),
    fix: l(
      '공간을 비우고 다시 시도하십시오. 지금까지 기록된 내용은 그대로 있습니다.',
      'Free some space, then try again. What was written so far is safe.',
    ),
  },
  STORE_WRITE_FAILED: {
    status: 500,
    retry: true,
    what: l('파일에 기록하지 못했습니다: {path} ({detail})', 'A file could not be written: {path} ({detail})'),
    cause: l('디스크가 읽기 전용이거나 고장이 났습니다.', 'The disk is read-only or failing.'),
    fix: l('서버의 디스크 상태를 확인하고 다시 시도하십시오.', 'Check the disk of this machine, then try again.'),
  },
  JOURNAL_DAMAGED: {
    status: 500,
    retry: false,
    what: l(
      '실행 기록의 {offset}바이트 위치를 읽을 수 없습니다: {path}',
      'The journal cannot be read at byte {offset}: {path}',
    ),
    cause: l('디스크 오류가 났거나 파일을 누군가 고쳤습니다.', 'A disk error, or the file was edited.'),
    fix: l(
      '백업에서 파일을 되돌리거나 지원팀에 전달해 주십시오.',
      'Restore the file from a backup, or send it to support.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
