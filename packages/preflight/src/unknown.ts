import type { OutcomeInfo, Severity } from '@astrago/contracts'
import { z } from 'zod'
import { Reason } from './facts/reason.ts'
import { l } from './text.ts'

/** Why there is no verdict. Each is an outcome of every check, under this id. */
export const UnknownReason = z.enum([
  ...Reason.options,
  'not-proven',
  'forwarding-off',
  'no-answer',
  'one-host',
  'no-ping',
  'no-stream',
  'not-trusted',
  'internal',
])
export type UnknownReason = z.infer<typeof UnknownReason>

const TEXTS: Record<UnknownReason, Omit<OutcomeInfo, 'severity'>> = {
  'no-root': {
    message: l('root 권한이 없어 확인하지 못했습니다.', 'Not checked: it needs root.'),
    fix: l(
      '사전 질문지에 sudo 정보를 입력하고 다시 점검하십시오. 이 서버 자체를 점검할 때는 명령을 sudo로 실행하십시오.',
      'Give sudo in the questionnaire and check again. To check the very machine, run the command with sudo.',
    ),
  },
  'tool-missing': {
    message: l('호스트에 필요한 도구가 없어 확인하지 못했습니다.', 'Not checked: the host lacks the tool for it.'),
    fix: l(
      'iproute2, coreutils, python3 같은 기본 도구를 설치하고 다시 점검하십시오.',
      'Install the basic tools (iproute2, coreutils, python3) and check again.',
    ),
  },
  'timed-out': {
    message: l('제한 시간 안에 답이 없어 확인하지 못했습니다.', 'Not checked: no answer in time.'),
    fix: l(
      '응답 없는 NFS 마운트나 서비스가 있는지 보고 다시 점검하십시오.',
      'Look for a dead NFS mount or a hanging service, then check again.',
    ),
  },
  'not-collected': {
    message: l(
      '이 호스트에는 해당 정보가 없어 확인하지 못했습니다.',
      'Not checked: the host does not offer this information.',
    ),
    fix: l('호스트에서 직접 확인하십시오.', 'Look at the host itself.'),
  },
  unreadable: {
    message: l('호스트의 답을 해석하지 못했습니다.', "Not checked: the host's answer makes no sense."),
    fix: l(
      '로그인할 때 글자를 출력하는 프로필이 있는지 보고, 결과 파일을 지원팀에 보내십시오.',
      'See whether the login profile prints text, and send the facts file to support.',
    ),
  },
  'cut-off': {
    message: l('호스트의 답이 중간에 끊겨 확인하지 못했습니다.', "Not checked: the host's answer was cut off."),
    fix: l('연결 상태를 확인하고 이 호스트를 다시 점검하십시오.', 'Check the connection, then check this host again.'),
  },
  'host-unreachable': {
    message: l('호스트에 연결하지 못해 확인하지 못했습니다.', 'Not checked: the host was not reached.'),
    fix: l('SSH 접속 항목의 결과를 먼저 해결하십시오.', 'Resolve the SSH verdicts of this host first.'),
  },
  'not-proven': {
    message: l(
      '열렸는지 막혔는지 증명하지 못했습니다: {ports}',
      'Neither proven free nor proven stopped, since a firewall can answer in the same way: {ports}',
    ),
    fix: l(
      '능동 점검에서 리스너를 골라(명령행은 --listeners) 다시 점검하거나, sudo를 입력하거나, 대상 호스트의 방화벽 규칙을 확인하십시오.',
      "Check again with listeners (under Active checks, or --listeners of the command), give sudo, or look at the target's firewall rules.",
    ),
  },
  'forwarding-off': {
    message: l(
      'SSH 전달(AllowTcpForwarding)이 꺼져 있고 호스트에 bash, python3, nc, curl도 없어 확인하지 못했습니다: {ports}',
      'Not checked: SSH forwarding is off, and the host has neither bash, python3, nc nor curl: {ports}',
    ),
    fix: l(
      '점검하는 동안 AllowTcpForwarding을 허용하거나 방화벽 담당자에게 확인하십시오.',
      'Allow AllowTcpForwarding while checking, or ask the network team.',
    ),
  },
  'no-answer': {
    message: l(
      '다른 호스트의 정보가 없어 비교하지 못했습니다.',
      'Not checked: the other hosts gave nothing to compare with.',
    ),
    fix: l('다른 호스트의 접속 문제를 먼저 해결하십시오.', 'Resolve the connection of the other hosts first.'),
  },
  'one-host': {
    message: l('이 호스트만 점검해 비교하지 못했습니다.', 'Not compared: no other host was looked at.'),
    fix: l('다른 호스트도 함께 점검하십시오.', 'Check the other hosts as well.'),
  },
  'no-ping': {
    message: l(
      '호스트에 핑(iputils)이 없거나 핑에 답이 없고, 다른 도구도 없어 재지 못했습니다.',
      'Not measured: the host has no ping (iputils) or gets no answer, and has no other tool for it.',
    ),
    fix: l(
      '노드 사이의 ICMP를 허용하거나 호스트에 iputils(ping) 또는 python3를 두고 다시 점검하십시오.',
      'Allow ICMP between the nodes, or have iputils (ping) or python3 on the hosts, then check again.',
    ),
  },
  'no-stream': {
    message: l(
      '다른 호스트와 데이터를 주고받지 못해 재지 못했습니다.',
      'Not measured: no data could be sent between this host and others.',
    ),
    fix: l(
      '노드 사이의 포트가 열려 있는지, 호스트에 python3나 nc가 있는지 확인하고 다시 점검하십시오.',
      'See that ports between the nodes are open and that the hosts have python3 or nc, then check again.',
    ),
  },
  'not-trusted': {
    message: l(
      '서비스에 닿지 못했거나 믿을 수 없거나 로그인하지 못해 확인하지 못했습니다.',
      'Not checked: the service was not reached, is not to be trusted, or lets nobody in.',
    ),
    fix: l(
      '같은 서비스의 다른 항목을 먼저 해결하고 다시 점검하십시오.',
      'Resolve the other verdicts about this service first, then check again.',
    ),
  },
  internal: {
    message: l('점검 프로그램의 오류로 확인하지 못했습니다.', 'Not checked: an error in the check itself.'),
    fix: l('결과 파일을 지원팀에 보내십시오.', 'Send the facts file to support.'),
  },
}

const ORDER: readonly Severity[] = ['block!', 'block', 'warn', 'info']

/**
 * How much an unknown weighs: as a failure that can be waived where an outcome of the check could block, else as a
 * warning. That nobody asked the others is said, and stands in nobody's way.
 */
export function severityOfUnknown(outcomes: Readonly<Record<string, OutcomeInfo>>, reason: UnknownReason): Severity {
  if (reason === 'one-host') return 'warn'
  const worst = ORDER.find((severity) => Object.values(outcomes).some((outcome) => outcome.severity === severity))
  return worst === 'block!' || worst === 'block' ? 'block' : 'warn'
}

/** The outcomes of a check with the reasons for which it may have no verdict. */
export function withUnknowns(
  outcomes: Readonly<Record<string, OutcomeInfo>>,
  reasons: readonly UnknownReason[],
): Record<string, OutcomeInfo> {
  const unknowns = UnknownReason.options
    .filter((reason) => reasons.includes(reason))
    .map((reason): [string, OutcomeInfo] => [
      reason,
      { severity: severityOfUnknown(outcomes, reason), ...TEXTS[reason] },
    ])
  return { ...outcomes, ...Object.fromEntries(unknowns) }
}
