import { type ErrorEntry, l } from './entry.ts'

/** Work on a host that was reached. */
export const HOST_ERRORS = {
  HOST_SUDO_FAILED: {
    status: 502,
    retry: false,
    what: l('{host}에서 sudo를 쓸 수 없습니다 ({detail}).', 'sudo does not work on {host} ({detail}).'),
    cause: l(
      'sudo 비밀번호가 틀렸거나 계정에 권한이 없거나 sudo가 설치되어 있지 않습니다.',
      'The sudo password is wrong, the account has no right to sudo, or sudo is not installed.',
    ),
    fix: l('사전 질문지의 sudo 항목을 확인하십시오.', 'Check the sudo answers of the questionnaire.'),
  },
  HOST_TIMEOUT: {
    status: 504,
    retry: true,
    what: l(
      '{host}에서 명령이 {seconds}초 안에 끝나지 않았습니다.',
      'A command on {host} did not end within {seconds} s.',
    ),
    cause: l('호스트가 느리거나 명령이 멈췄습니다.', 'The host is slow or the command hangs.'),
    fix: l(
      '호스트의 부하와 디스크, DNS를 확인하고 다시 시도하십시오.',
      "Check the host's load, disks and DNS, then try again.",
    ),
  },
  HOST_LOST: {
    status: 502,
    retry: true,
    what: l(
      '작업 중에 {host}와의 연결이 끊어졌습니다.',
      'The connection to {host} was lost in the middle of the work.',
    ),
    cause: l('네트워크가 끊겼거나 호스트가 재시작되었습니다.', 'The network broke or the host restarted.'),
    fix: l('호스트가 켜져 있는지 확인하고 다시 시도하십시오.', 'Check that the host is up, then try again.'),
  },
  HOST_STILL_BUSY: {
    status: 409,
    retry: true,
    what: l(
      '이전에 끊긴 작업의 명령이 {host}에서 아직 돌고 있고 끝낼 수 없습니다: {detail}',
      'A command of earlier work that was cut off still runs on {host} and cannot be ended: {detail}',
    ),
    cause: l(
      '명령이 커널 안에서 멈춰 있습니다. 응답하지 않는 디스크나 NFS를 기다리는 경우가 많습니다.',
      'It is stuck in the kernel; mostly it waits for a disk or an NFS server that does not answer.',
    ),
    fix: l(
      '호스트의 디스크와 NFS 마운트를 확인하고, 필요하면 호스트를 재시작한 뒤 다시 시도하십시오.',
      'Check the disks and NFS mounts of the host, restart it if need be, then try again.',
    ),
  },
  HOST_COMMAND_FAILED: {
    status: 502,
    retry: false,
    what: l(
      '{host}에서 명령이 코드 {code}(으)로 실패했습니다: {detail}',
      'A command failed on {host} with code {code}: {detail}',
    ),
    cause: l('로그에 남은 명령의 출력을 보십시오.', 'See the output of the command in the log.'),
    fix: l('원인을 고친 뒤 다시 시도하십시오.', 'Fix the cause, then try again.'),
  },
  HOST_ABORTED: {
    status: 409,
    retry: false,
    what: l('{host}의 작업을 취소했습니다.', 'The work on {host} was cancelled.'),
    cause: l('누군가 실행을 취소했습니다.', 'Somebody cancelled the run.'),
    fix: l('준비가 되면 다시 시작하십시오.', 'Start again when you are ready.'),
  },
  HOST_UPLOAD_CORRUPT: {
    status: 502,
    retry: true,
    what: l(
      '{host}(으)로 보낸 파일이 원본과 다릅니다: {path}',
      'The file sent to {host} differs from its source: {path}',
    ),
    cause: l(
      '전송 중 손상되었거나 호스트의 디스크가 가득 찼습니다.',
      "It was damaged on the way, or the host's disk is full.",
    ),
    fix: l('디스크 여유를 확인하고 다시 시도하십시오.', 'Check the free space on the disk, then try again.'),
  },
  HOST_UPLOAD_FAILED: {
    status: 502,
    retry: false,
    what: l('{host}에 파일을 쓸 수 없습니다: {path} ({detail})', 'Cannot write a file on {host}: {path} ({detail})'),
    cause: l(
      '폴더가 없거나, 권한이 없거나, 파일 시스템이 읽기 전용입니다.',
      'The folder is missing, not writable, or its file system is read-only.',
    ),
    fix: l(
      '호스트에서 해당 폴더와 권한을 확인하고 다시 시도하십시오.',
      'Check that folder and its rights on the host, then try again.',
    ),
  },
  HOST_DISK_FULL: {
    status: 507,
    retry: false,
    what: l('{host}의 디스크에 자리가 없습니다: {path} ({detail})', 'No space left on {host}: {path} ({detail})'),
    cause: l(
      '파일 시스템이나 사용자 할당량이 가득 찼습니다.',
      'The file system or the quota of the account is used up.',
    ),
    fix: l('공간을 비우고 다시 시도하십시오.', 'Free some space, then try again.'),
  },
  KERNEL_MODULE_MISSING: {
    status: 409,
    retry: false,
    what: l(
      '{host}에서 커널 모듈 {module}을(를) 쓸 수 없습니다.',
      'The kernel module {module} is not available on {host}.',
    ),
    cause: l(
      '커널 모듈 패키지(예: kernel-modules-extra)가 없거나 적재가 금지되어 있습니다.',
      'The package with the module (kernel-modules-extra, for one) is missing, or loading is forbidden.',
    ),
    fix: l(
      '실행 중인 커널에 맞는 모듈 패키지를 설치한 뒤 다시 시도하십시오.',
      'Install the module package of the running kernel, then try again.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
