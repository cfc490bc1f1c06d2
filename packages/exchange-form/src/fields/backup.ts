import { z } from 'zod'
import { AbsolutePath, Bucket, Line, TimeOfDay } from '../schemas.ts'
import type { GroupOf } from '../sections.ts'
import type { FieldSpec } from '../spec.ts'
import { l, same } from '../text.ts'
import { choice, existingSecret } from './kinds.ts'

export const backupFields = {
  'backup.kind': {
    group: 'target',
    ...choice({ nfs: l('NFS 서버', 'NFS server'), s3: l('S3 호환 저장소', 'S3-compatible storage') }),
    required: false,
    label: l('백업 저장소', 'Backup storage'),
    help: l(
      '백업을 둘 곳입니다. 플랫폼이 쓰는 저장소와 다른 장비여야 장비가 고장 나도 되살릴 수 있습니다.',
      'Where backups are kept. It should be another machine than the platform uses, to survive its failure.',
    ),
  },
  'backup.address': {
    group: 'target',
    kind: 'text',
    schema: Line,
    required: 'backupChosen',
    visible: 'backupChosen',
    label: l('백업 저장소 주소', 'Address of the backup storage'),
    help: l(
      'NFS는 서버 주소만, S3는 http:// 또는 https://로 시작하는 주소를 적습니다.',
      'For NFS the address of the server, for S3 an address that begins with http:// or https://.',
    ),
    example: l('10.20.0.6 또는 https://s3.hanbit.local:9000', '10.20.0.6 or https://s3.example.local:9000'),
  },
  'backup.path': {
    group: 'target',
    kind: 'text',
    schema: AbsolutePath,
    required: 'backupNfs',
    visible: 'backupNfs',
    label: l('백업 공유 경로', 'Backup export'),
    help: l('NFS 서버가 내보내는 백업 전용 폴더입니다.', 'A folder that the NFS server exports for backups alone.'),
    example: same('/backup/astrago'),
  },
  'backup.bucket': {
    group: 'target',
    kind: 'text',
    schema: Bucket,
    required: 'backupS3',
    visible: 'backupS3',
    label: l('버킷', 'Bucket'),
    help: l(
      'S3에서 백업을 담을 버킷의 이름입니다. 미리 만들어 두십시오.',
      'The bucket for the backups. Make it beforehand.',
    ),
    example: same('astrago-backup'),
  },
  'backup.accessKey': {
    group: 'target',
    kind: 'text',
    schema: Line,
    required: 'backupS3',
    visible: 'backupS3',
    label: l('액세스 키', 'Access key'),
    help: l(
      '그 버킷에 쓰고 지울 수 있는 계정의 키입니다.',
      'The key of an account that may write and delete in the bucket.',
    ),
    example: same('astrago-backup-writer'),
  },
  'backup.secretKey': {
    group: 'target',
    ...existingSecret,
    required: 'backupS3',
    visible: 'backupS3',
    label: l('비밀 키', 'Secret key'),
    help: l('액세스 키와 함께 발급된 비밀 키입니다.', 'The secret key that was issued with the access key.'),
  },
  'backup.schedule': {
    group: 'plan',
    ...choice({
      'every-6-hours': l('6시간마다', 'Every 6 hours'),
      daily: l('매일', 'Daily'),
      weekly: l('매주 일요일', 'Weekly, on Sunday'),
    }),
    required: 'backupChosen',
    visible: 'backupChosen',
    default: 'daily',
    label: l('백업 주기', 'How often'),
    help: l(
      '장애가 나면 마지막 백업 시점까지 되살립니다. 하루치를 잃어도 되는지 생각해 고르십시오.',
      'After a failure the last backup is what you get back. Choose by how much you can afford to lose.',
    ),
  },
  'backup.startTime': {
    group: 'plan',
    kind: 'text',
    schema: TimeOfDay,
    required: 'backupChosen',
    visible: 'backupChosen',
    default: '02:00',
    label: l('시작 시각', 'Start at'),
    help: l(
      '사용자가 적은 시간을 고릅니다. 서버의 시간대를 따릅니다.',
      'A time with few users, in the time zone of the servers.',
    ),
    example: same('02:00'),
  },
  'backup.retention': {
    group: 'plan',
    kind: 'number',
    schema: z.number().int().min(1).max(3650),
    required: 'backupChosen',
    visible: 'backupChosen',
    default: 14,
    label: l('보관 기간(일)', 'Keep for (days)'),
    help: l('이 기간이 지난 백업은 지웁니다.', 'Backups older than this are deleted.'),
    example: same('14'),
  },
} as const satisfies Record<`backup.${string}`, FieldSpec<GroupOf<'backup'>>>
