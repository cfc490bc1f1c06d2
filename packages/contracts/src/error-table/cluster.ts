import { type ErrorEntry, l } from './entry.ts'

/** Installing a cluster. */
export const CLUSTER_ERRORS = {
  FIREWALL_CONFLICT: {
    status: 409,
    retry: false,
    what: l(
      '{host}에서 방화벽({firewall})이 동작 중이어서 멈췄습니다.',
      'A firewall ({firewall}) is active on {host}, so the work stopped.',
    ),
    cause: l(
      '사전 질문지의 방화벽 정책과 호스트의 상태가 맞지 않습니다.',
      'The firewall policy of the questionnaire and the host do not agree.',
    ),
    fix: l(
      "방화벽 정책을 '필요한 포트만 열기' 또는 '고객 관리'로 바꾸거나, 서버 담당자가 방화벽을 직접 정리하십시오.",
      "Choose 'open what is needed' or 'managed by the customer', or let the owner of the server settle the firewall.",
    ),
  },
  CLUSTER_START_FAILED: {
    status: 502,
    retry: false,
    what: l('{host}에서 {service} 서비스가 시작되지 않습니다.', '{service} does not start on {host}.'),
    cause: l(
      '서비스가 오류로 끝나기를 되풀이합니다. 로그: {detail}',
      'The service keeps ending with an error. Its log: {detail}',
    ),
    fix: l('로그의 원인을 고친 뒤 이어서 실행하십시오.', 'Fix what the log names, then resume.'),
  },
  CLUSTER_START_TIMEOUT: {
    status: 504,
    retry: false,
    what: l(
      '{host}에서 {service} 서비스가 {seconds}초 안에 준비되지 않았습니다.',
      '{service} on {host} was not ready within {seconds} s.',
    ),
    cause: l(
      '디스크가 느려 이미지 풀기가 오래 걸리거나 서비스가 멈췄습니다. 로그: {detail}',
      'A slow disk makes unpacking the images long, or the service hangs. Its log: {detail}',
    ),
    fix: l(
      '디스크 속도와 남은 공간을 확인하고 이어서 실행하십시오. 서비스는 멈춘 상태이며 다시 시작됩니다.',
      'Check the speed and free space of the disk, then resume. The service was stopped and will be started again.',
    ),
  },
  CLUSTER_TOKEN_MISMATCH: {
    status: 409,
    retry: false,
    what: l(
      '{host}의 클러스터 토큰이 맞지 않아 합류가 거부되었습니다.',
      'The cluster refused {host} because of its token.',
    ),
    cause: l(
      '다른 클러스터의 서버에 접속했거나, 이 호스트나 첫 서버에 예전 설치의 흔적이 있습니다. 로그: {detail}',
      'The join address leads to another cluster, or this host or the first server holds remains of an earlier one. Its log: {detail}',
    ),
    fix: l(
      '합류 주소를 확인하고, 남은 설치를 rke2-uninstall.sh로 지운 뒤 이어서 실행하십시오.',
      'Check the join address, remove what is left with rke2-uninstall.sh, then resume.',
    ),
  },
  CLUSTER_CONFIG_MISMATCH: {
    status: 409,
    retry: false,
    what: l(
      '{host}의 설정이 클러스터와 달라 합류가 거부되었습니다.',
      'The cluster refused {host} because its settings differ.',
    ),
    cause: l(
      'cluster-cidr, service-cidr처럼 모든 서버에서 같아야 하는 값이 다릅니다. 로그: {detail}',
      'A value that must be the same on all servers differs, such as cluster-cidr or service-cidr. Its log: {detail}',
    ),
    fix: l(
      '/etc/rancher/rke2/config.yaml과 config.yaml.d를 다른 서버와 비교하고, 고친 뒤 이어서 실행하십시오.',
      'Compare /etc/rancher/rke2/config.yaml and config.yaml.d with the other servers, correct them, then resume.',
    ),
  },
  CLUSTER_IMAGES_BROKEN: {
    status: 409,
    retry: false,
    what: l('{host}에서 이미지 파일을 불러오지 못했습니다.', '{host} could not load its image files.'),
    cause: l(
      'agent/images의 파일이 없거나 손상되었거나 다른 버전의 것입니다. 로그: {detail}',
      'A file in agent/images is missing, damaged, or of another release. Its log: {detail}',
    ),
    fix: l(
      '이어서 실행하면 파일을 다시 확인하고 보냅니다. 되풀이되면 디스크를 점검하십시오.',
      'Resume: the files are verified and sent again. If it happens again, check the disk.',
    ),
  },
  CLUSTER_JOIN_UNREACHABLE: {
    status: 504,
    retry: false,
    what: l(
      '{host}에서 합류 주소 {address}:{port}에 {seconds}초 동안 연결되지 않았습니다 ({detail}).',
      '{host} could not reach the join address {address}:{port} for {seconds} s ({detail}).',
    ),
    cause: l(
      '방화벽이 포트를 막거나, VIP가 올라오지 않았거나, 첫 서버가 멈췄습니다.',
      'A firewall drops the port, the VIP is not up, or the first server has stopped.',
    ),
    fix: l(
      '첫 서버의 rke2-server 상태와 두 호스트 사이의 방화벽을 확인하고 이어서 실행하십시오.',
      'Check rke2-server on the first server and the firewalls in between, then resume.',
    ),
  },
  CLUSTER_NODE_NOT_READY: {
    status: 504,
    retry: false,
    what: l(
      '{seconds}초 안에 준비되지 않은 노드가 있습니다: {detail}',
      'Not every node became ready within {seconds} s: {detail}',
    ),
    cause: l(
      '해당 노드의 서비스가 멈췄거나, CNI 포트가 막혔거나, 이미지를 불러오는 중입니다.',
      'The service of that node has stopped, the ports of the CNI are blocked, or images are still being loaded.',
    ),
    fix: l(
      '그 노드의 서비스 로그와, 사전 점검의 "호스트 간 연결"에서 파드 네트워크 포트를 확인하고 이어서 실행하십시오.',
      'Check the service log of that node, and the ports of the pod network under "Between hosts" of the preflight, then resume.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
