import type { Localized, NodeRole } from '@astrago/contracts'
import { l } from './localized.ts'

export const hosts = {
  title: l('호스트', 'Hosts'),
  allReady: l('{n}대 모두 연결했습니다.', 'All {n:host|hosts} reached.'),
  someReady: l('{n}대 가운데 {ready}대에 연결했습니다.', '{ready} of {n:host|hosts} reached.'),
  toConfirm: l('확인할 호스트 키가 {offered}개 있습니다.', '{offered:host key|host keys} to confirm.'),
  changedKeys: l('호스트 키가 바뀐 서버가 {changed}대 있습니다.', '{changed:host has|hosts have} a changed key.'),
  failedHosts: l('연결하지 못한 서버가 {failed}대 있습니다.', '{failed:host|hosts} could not be reached.'),
  unseenHosts: l(
    '아직 연결해 보지 않은 서버가 {unseen}대 있습니다.',
    '{unseen:host has|hosts have} not been tried yet.',
  ),
  reachAll: l('모두 연결 확인', 'Reach all'),
  reachOne: l('다시 연결', 'Reach again'),
  toField: l('질문지에서 고치기', 'Mend it in the questionnaire'),
  reachFirst: l('연결 확인', 'Reach'),
  reaching: l('연결하고 있습니다', 'Reaching'),
  confirmAll: l('키 {n}개 모두 확인', 'Confirm {n:key|keys}'),
  confirmOne: l('키 확인', 'Confirm key'),
  compare: l('바뀐 키 보기', 'See the changed key'),
  toPreflight: l('사전 점검으로', 'On to the preflight'),
  emptyTitle: l('아직 호스트가 없습니다', 'There are no hosts yet'),
  emptyText: l(
    '사전 질문지의 노드 표에 서버의 이름과 주소를 적으면 여기에 나타납니다.',
    'They appear here once the node table of the questionnaire has their names and addresses.',
  ),
  emptyButton: l('노드 표 열기', 'Open the node table'),
  fingerprint: l('지문', 'Fingerprint'),
  pinned: l('저장된 지문', 'Pinned fingerprint'),
  offered: l('지금 지문', 'Fingerprint offered now'),
  seen: l('{at} 확인', 'Seen {at}'),
  summary: l(
    '{os} · 커널 {kernel} · CPU {cpus} · 메모리 {memory}',
    '{os} · kernel {kernel} · {cpus:CPU|CPUs} · {memory} memory',
  ),
  summaryGpu: l('GPU {gpus}장', '{gpus:GPU|GPUs}'),
  localKey: l('이 서버이므로 SSH 키가 없습니다', 'This machine itself; there is no SSH key'),
  confirmTitle: l('호스트 키를 확인했습니까?', 'Did you compare the host keys?'),
  confirmText: l(
    '각 서버의 화면이나 담당자에게서 얻은 지문과 같은지 대조하십시오. 확인한 키는 저장되고, 나중에 달라지면 연결하지 않습니다.',
    'Compare them with the fingerprints from the servers themselves or from their owner. A confirmed key is pinned: if it differs later, the connection is refused.',
  ),
  confirmHow: l('서버에서 지문을 보는 명령', 'The command that shows the fingerprint on the server'),
  confirmButton: l('대조했고 같습니다', 'I compared them and they match'),
  changedTitle: l('{host}의 호스트 키가 바뀌었습니다', 'The host key of {host} has changed'),
  changedText: l(
    '서버를 다시 설치했거나, 주소가 다른 서버로 옮겨 갔거나, 누군가 중간에 있을 수 있습니다. 그래서 연결하지 않았습니다. 서버 담당자에게 새 지문을 물어 대조하십시오.',
    'The server may have been reinstalled, the address may have moved to another machine, or someone may be in between; so the connection was refused. Ask the owner of the server for the new fingerprint and compare.',
  ),
  changedCheck: l(
    '서버 담당자에게 새 지문을 확인했습니다',
    'I confirmed the new fingerprint with the owner of the server',
  ),
  changedButton: l('새 키로 바꾸기', 'Pin the new key'),
} as const

export const HOST_STATES = {
  ready: l('연결됨', 'Reached'),
  offered: l('키 확인 필요', 'Key to confirm'),
  changed: l('키가 바뀜', 'Key changed'),
  failed: l('연결 실패', 'Not reached'),
  unseen: l('아직 연결하지 않음', 'Not tried yet'),
} as const

export const NODE_ROLES: Record<NodeRole, Localized> = {
  'control-plane': l('컨트롤 플레인', 'Control plane'),
  worker: l('작업 노드', 'Worker'),
  gpu: l('GPU', 'GPU'),
  storage: l('저장소', 'Storage'),
  registry: l('레지스트리', 'Registry'),
}
