import { type ErrorEntry, l } from './entry.ts'

/** What any request may run into. */
export const GENERAL_ERRORS = {
  INTERNAL: {
    status: 500,
    retry: false,
    what: l('콘솔 내부에서 예상하지 못한 오류가 났습니다.', 'The console hit an error it did not expect.'),
    cause: l('제품의 결함일 가능성이 큽니다.', 'Most likely a defect of this product.'),
    fix: l('서버 로그의 해당 시각을 지원팀에 전달해 주십시오.', 'Send the server log around this time to support.'),
  },
  VALIDATION_FAILED: {
    status: 400,
    retry: false,
    what: l('입력값이 올바르지 않습니다: {detail}', 'The input is not valid: {detail}'),
    cause: l('표시된 항목의 값이 규칙에 맞지 않습니다.', 'The marked values do not follow their rules.'),
    fix: l('표시된 항목을 고친 뒤 다시 보내십시오.', 'Correct the marked values and send again.'),
  },
  NOT_FOUND: {
    status: 404,
    retry: false,
    what: l('찾을 수 없습니다: {what}', 'Not found: {what}'),
    cause: l('지워졌거나, 이름이나 주소가 다릅니다.', 'It was removed, or the name or address is wrong.'),
    fix: l('목록에서 확인하고 다시 시도하십시오.', 'Look it up in the list and try again.'),
  },
  NAME_TAKEN: {
    status: 409,
    retry: false,
    what: l('이미 있는 이름입니다: {name}', 'This name is taken: {name}'),
    cause: l('같은 이름이 이미 있습니다.', 'The same name exists already.'),
    fix: l('다른 이름을 쓰십시오.', 'Choose another name.'),
  },
  CONSOLE_UNREACHABLE: {
    status: 503,
    retry: true,
    what: l('콘솔에 연결할 수 없습니다.', 'The console cannot be reached.'),
    cause: l(
      '콘솔이 멈췄거나 이 컴퓨터와 콘솔 사이의 네트워크가 끊겼습니다.',
      'The console has stopped, or the network between this computer and it is down.',
    ),
    fix: l(
      '콘솔이 떠 있는지 확인하고 다시 시도하십시오. 저장된 내용은 그대로 있습니다.',
      'Check that the console is running, then try again. What was saved is still there.',
    ),
  },
  PORT_IN_USE: {
    status: 409,
    retry: false,
    what: l('{host}:{port} 포트를 다른 프로그램이 쓰고 있습니다.', 'Another program uses port {port} on {host}.'),
    cause: l(
      '콘솔이 이미 떠 있거나 다른 서비스가 그 포트를 씁니다.',
      'A console is running already, or another service has the port.',
    ),
    fix: l('--port로 다른 포트를 지정하십시오.', 'Choose another port with --port.'),
  },
  LISTEN_FAILED: {
    status: 500,
    retry: false,
    what: l('{host}:{port}에서 접속을 받을 수 없습니다 ({detail}).', 'Cannot listen on {host}:{port} ({detail}).'),
    cause: l(
      '이 서버에 없는 주소이거나 1024보다 작은 포트를 쓸 권한이 없습니다.',
      'The address is not of this machine, or ports below 1024 need a right that is missing.',
    ),
    fix: l('--host와 --port를 확인하십시오.', 'Check --host and --port.'),
  },
  TLS_UNUSABLE: {
    status: 500,
    retry: false,
    what: l('TLS 인증서를 쓸 수 없습니다: {path} ({detail})', 'The TLS certificate cannot be used: {path} ({detail})'),
    cause: l(
      '파일이 없거나 읽을 권한이 없거나, PEM 형식이 아니거나, 키가 인증서의 것이 아닙니다.',
      'A file is missing or may not be read, is not PEM, or the key is not that of the certificate.',
    ),
    fix: l(
      '--tls-cert와 --tls-key를 확인하십시오. 둘 다 지정하지 않으면 콘솔이 인증서를 만듭니다.',
      'Check --tls-cert and --tls-key. Without both the console makes a certificate of its own.',
    ),
  },
  REPORT_PDF_FAILED: {
    status: 500,
    retry: true,
    what: l('PDF 보고서를 만들지 못했습니다 ({detail}).', 'The PDF report could not be made ({detail}).'),
    cause: l(
      '글꼴 파일이 없거나, 메모리가 부족하거나, 보고서가 너무 큽니다.',
      'A font file is missing, memory ran out, or the report is too large.',
    ),
    fix: l(
      '다시 시도하고, 계속되면 HTML 보고서를 받아 인쇄하십시오.',
      'Try again; if it stays, take the HTML report and print it.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
