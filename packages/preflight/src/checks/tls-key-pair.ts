import { block, ok, siteCheck } from '../check.ts'
import { l } from '../text.ts'
import { keyFingerprint } from '../tls-key.ts'
import { readCertificates } from './certificates.ts'

const ENTER_KEY = l(
  '인증서를 만들 때 쓴, 암호가 없는 개인 키를 질문지에 넣으십시오. 암호 제거: openssl pkey -in key.pem',
  'Enter the key that the certificate was made with, without a passphrase. To remove one: openssl pkey -in key.pem',
)

export const TLS_KEY_PAIR = [
  siteCheck({
    id: 'tls-keypair-valid',
    category: 'registry',
    title: l('인증서와 개인 키의 짝', 'Certificate and its key'),
    explain: l(
      '인증서와 개인 키가 짝이 아니면 플랫폼의 웹 서버가 시작하지 못합니다. 키는 금고 밖으로 나오지 않으며 공개 키만 비교합니다.',
      "With a key of another certificate the platform's web servers do not start. The key stays in the vault: only the public half is compared.",
    ),
    prepare: l(
      '인증서와 짝이 맞는, 암호가 없는 개인 키를 준비하십시오.',
      'Provide the private key that belongs to the certificate, without a passphrase.',
    ),
    field: 'network.tlsKey',
    asks: ({ answers }) => answers['network.tlsMode'] === 'own' && Boolean(answers['network.tlsCertificate']),
    outcomes: {
      pass: ok('짝이 맞습니다.', 'They belong together.'),
      missing: block('개인 키가 없습니다.', 'There is no private key.', ENTER_KEY),
      unusable: block(
        '개인 키를 읽을 수 없습니다. 암호가 걸려 있거나 손상되었습니다.',
        'The private key cannot be read: it has a passphrase or is damaged.',
        ENTER_KEY,
      ),
      order: block(
        '짝이 되는 인증서가 맨 앞에 있지 않습니다.',
        'The certificate of the key does not come first.',
        l(
          '서버 인증서를 맨 앞에 두고 중간 인증서를 그 뒤에 이어 붙이십시오.',
          'Put the certificate of the server first and the intermediate ones behind it.',
        ),
      ),
      mismatch: block('개인 키가 다른 인증서의 것입니다.', 'The private key is of another certificate.', ENTER_KEY),
    },
    unknowns: ['not-collected'],
    source: 'RFC 8446 section 4.4.2 (order and key of the certificate); kURL, key pair checks',
    judge: ({ answers, tlsKey }) => {
      if (tlsKey === undefined) return { unknown: 'not-collected' }
      const owners = readCertificates(answers['network.tlsCertificate'] ?? '').map(
        (each) => each && keyFingerprint(each.publicKey),
      )
      const at = owners.indexOf(tlsKey)
      const values = { found: tlsKey, wanted: owners[0] ?? '-' }
      if (tlsKey === 'missing' || tlsKey === 'unusable') return { outcome: tlsKey, ...values }
      return { outcome: at === 0 ? 'pass' : at > 0 ? 'order' : 'mismatch', ...values }
    },
  }),
]
