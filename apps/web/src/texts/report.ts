import { l } from './localized.ts'

export const report = {
  title: l('검증과 보고서', 'Verify and report'),
  sentence: l(
    '사이트의 지금 상태로 보고서를 만듭니다. 가장 최근의 사전 점검과 설치가 담깁니다.',
    'A report of the site as it stands, with its newest preflight and installation.',
  ),
  pdfTitle: l('설치 확인서 (PDF)', 'Acceptance report (PDF)'),
  pdfText: l(
    '호스트, 점검 결과와 조치, 면제한 항목, 설치 단계와 시간, 서명란이 담긴 문서입니다. 고객과 함께 서명합니다.',
    'Hosts, verdicts and what to do, waivers, steps with their times, and boxes to sign: the document that both sides sign.',
  ),
  pdfKo: l('한국어 PDF', 'PDF in Korean'),
  pdfEn: l('영어 PDF', 'PDF in English'),
  otherTitle: l('다른 형식', 'Other formats'),
  otherText: l(
    'HTML은 브라우저에서 바로 열리고, JSON은 프로그램이 읽습니다. 내용은 PDF와 같습니다.',
    'HTML opens in the browser, JSON is for programs. They say the same as the PDF.',
  ),
  html: l('HTML 열기', 'Open HTML'),
  json: l('JSON 받기', 'Download JSON'),
  factsTitle: l('지원팀에 보낼 파일', 'A file for support'),
  factsText: l(
    '서버에서 모은 사실과 판정을 한 파일에 담습니다. 지원팀은 서버에 접속하지 않고 이 파일만으로 다시 판정할 수 있습니다. 비밀번호와 키는 들어 있지 않습니다.',
    'What the servers said and how it was judged, in one file. Support can judge it again without touching a server. It holds no password and no key.',
  ),
  facts: l('사실 파일 받기', 'Download the facts'),
  kubeconfigTitle: l('클러스터 접속 파일 (kubeconfig)', 'Access to the cluster (kubeconfig)'),
  kubeconfigText: l(
    '{server} 클러스터의 모든 권한이 들어 있는 파일입니다. 비밀번호처럼 다루십시오. 누가 언제 받았는지 감사 기록에 남습니다.',
    'The file that opens the cluster at {server}, with every right in it. Treat it as a password; the audit log notes who took it and when.',
  ),
  kubeconfig: l('kubeconfig 받기', 'Download the kubeconfig'),
  passwordsTitle: l('플랫폼 비밀번호', 'Passwords of the platform'),
  passwordsText: l(
    '질문지에서 비워 두어 콘솔이 이 사이트에 새로 만든 비밀번호입니다. 하나씩 볼 수 있고, 누가 언제 무엇을 보았는지 감사 기록에 남습니다. 직접 입력한 비밀번호는 여기에 나오지 않습니다.',
    'The passwords that the console made for this site, where the questionnaire left them to it. Each is shown on its own, and the audit log notes who looked at which and when. Passwords that somebody typed are not here.',
  ),
  show: l('보기', 'Show'),
  hide: l('숨기기', 'Hide'),
  unchecked: l('아직 사전 점검을 하지 않았습니다', 'No preflight has been run yet'),
  uncheckedText: l(
    '지금 만드는 보고서에는 점검 결과가 비어 있고, 지원팀에 보낼 파일은 점검 뒤에 받을 수 있습니다.',
    'A report made now holds no verdicts, and the file for support comes with the first preflight.',
  ),
  toPreflight: l('사전 점검으로', 'On to the preflight'),
  newTab: l('새 탭에서 열립니다', 'opens in a new tab'),
} as const
