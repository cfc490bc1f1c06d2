import { describe, expect, test } from 'vitest'
import { SECRET_COLUMNS } from '../node.ts'
import { SAMPLE_SITE, sampleAnswers } from '../samples.ts'
import { validate } from '../validate.ts'
import { formatNodeTable } from './format.ts'
import { parseNodeTable, readNodeCell } from './parse.ts'
import { readGib, readGpu, readRoles } from './values.ts'

const CP = { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] }
const GPU = { name: 'gpu-1', address: '10.20.0.21', roles: ['worker', 'gpu'], cpus: 128, memoryGib: 1024 }

describe('the same two servers, however they are pasted', () => {
  test.each([
    ['CSV without header', 'cp-1,10.20.0.11,control-plane\ngpu-1,10.20.0.21,worker+gpu,128,1TB\n'],
    ['TSV without header', 'cp-1\t10.20.0.11\tmaster\t\t\ngpu-1\t10.20.0.21\tworker, gpu\t128\t1 TB'],
    ['semicolons', 'cp-1;10.20.0.11;cp\ngpu-1;10.20.0.21;worker,gpu;128;1024'],
    [
      'BOM and CRLF',
      '\uFEFF이름,주소,역할,CPU,메모리\r\ncp-1,10.20.0.11,컨트롤 플레인,,\r\ngpu-1,10.20.0.21,작업·GPU,128,1TB\r\n',
    ],
    [
      'quoted cells',
      '"Name","IP address","Role","CPU","RAM"\n"cp-1","10.20.0.11","control plane",,\n"gpu-1","10.20.0.21","worker, gpu","128","1,024"',
    ],
    [
      'a Korean header in another order',
      '메모리(GB)\tIP 주소\t호스트명\t용도\t코어 수\n\t10.20.0.11\tcp-1\t마스터\t-\n1024\t10.20.0.21\tgpu-1\t워커 노드/GPU 노드\t128코어',
    ],
    [
      'a unit in the header',
      'Memory (TB)\tHost\tIP\tRoles\tvCPU\n\tcp-1\t10.20.0.11\tmaster\tn/a\n1\tgpu-1\t10.20.0.21\tcompute gpu\t128',
    ],
    [
      'a title above the header, as a file',
      'sep=;\n서버 목록;;\n2027년 1월, 2대\n이름;주소;역할;CPU;메모리\ncp-1;10.20.0.11;cp;;\ngpu-1;10.20.0.21;worker, gpu;128;1TB\n',
    ],
    [
      'blank lines between',
      '\n\ncp-1,10.20.0.11,control_plane\n\n , ,\ngpu-1,10.20.0.21,"작업 노드\nGPU 노드",128 cores,1024 GiB\n',
    ],
  ])('%s', (_, text) => {
    expect(parseNodeTable(text)).toEqual({ rows: [CP, GPU], problems: [] })
  })
})

describe('what is not understood is named by its line', () => {
  const problemsOf = (text: string) => parseNodeTable(text).problems.map(({ line, message }) => [line, message.ko])
  test('rows that are no servers are left out', () => {
    const text = '이름,주소,역할\n합계 2대,,\ncp-1,10.20.0.11,마스터\n☃,☃,☃\n'
    expect(parseNodeTable(text).rows).toEqual([CP])
    expect(problemsOf(text)).toEqual([
      [2, '서버 이름이나 IPv4 주소로 읽히는 것이 없어 넣지 않았습니다.'],
      [4, '서버 이름이나 IPv4 주소로 읽히는 것이 없어 넣지 않았습니다.'],
    ])
  })
  test('lines are counted in the pasted text, quoted line breaks included', () => {
    expect(problemsOf('cp-1,10.20.0.11,"마스터\n노드"\n\n?,?\n')).toEqual([
      [4, '서버 이름이나 IPv4 주소로 읽히는 것이 없어 넣지 않았습니다.'],
    ])
  })
  test('an unknown role is said, the known ones are kept', () => {
    const text = 'cp-1,10.20.0.11,마스터+부팅\n'
    expect(parseNodeTable(text).rows).toEqual([CP])
    expect(problemsOf(text)).toEqual([[1, '모르는 역할입니다: 부팅']])
  })
  test('a column that is not used is said', () => {
    expect(problemsOf('이름\t주소\t비고\ncp-1\t10.20.0.11\t랙 3\n')).toEqual([[1, '"비고" 열은 쓰지 않습니다.']])
  })
  test('an open quote swallows no row', () => {
    const text = 'cp-1,10.20.0.11,"마스터\ngpu-1,10.20.0.21,작업 GPU\n'
    expect(parseNodeTable(text).rows.map(({ name }) => name)).toEqual(['cp-1', 'gpu-1'])
    expect(problemsOf(text)).toContainEqual([1, '따옴표가 닫히지 않았습니다. 이 줄의 내용을 확인해 주십시오.'])
  })
  test('a cell that is no number stays as its text, for the form to show', () => {
    const { rows } = parseNodeTable('gpu-1,10.20.0.21,gpu,많음,큼,,,H100,8장')
    expect(rows).toMatchObject([{ cpus: '많음', memoryGib: '큼', gpuModel: 'H100', gpuCount: 8 }])
    const found = validate({ ...sampleAnswers(), 'resources.nodes': rows }, SAMPLE_SITE)
    expect(found.map(({ column }) => column)).toEqual(['cpus', 'memoryGib', undefined])
  })
  test('passwords are taken from columns that say so, never by their place', () => {
    const text = '이름\tIP\t계정\t비밀번호\tsudo 비밀번호\tSSH 개인 키\ncp-1\t10.20.0.11\tops\tp,w 1\t-\tx\n'
    expect(parseNodeTable(text).rows).toEqual([
      { name: 'cp-1', address: '10.20.0.11', sshUser: 'ops', sshPassword: 'p,w 1' },
    ])
    expect(problemsOf(text)).toEqual([[1, '"SSH 개인 키" 열은 쓰지 않습니다.']])
    const bare = `cp-1,10.20.0.11,cp${',1'.repeat(20)}`
    expect(SECRET_COLUMNS.filter((column) => parseNodeTable(bare).rows[0]?.[column])).toEqual([])
  })
  test('nothing and too much', () => {
    expect(problemsOf('')).toEqual([[undefined, '붙여 넣은 내용에 서버가 없습니다.']])
    expect(problemsOf('이름,주소\n')).toEqual([[undefined, '붙여 넣은 내용에 서버가 없습니다.']])
    expect(problemsOf('x'.repeat(1_000_001))).toEqual([[undefined, '붙여 넣은 내용이 너무 깁니다.']])
    const many = Array.from({ length: 1001 }, (_, index) => `n-${index},10.20.${index >> 8}.${index & 255},worker`)
    expect(parseNodeTable(many.join('\n')).rows).toHaveLength(1000)
    expect(problemsOf(many.join('\n')).map(([line]) => line)).toEqual([1001])
  })
  test('random and hostile texts throw nothing and end before the time-out', () => {
    const letters = ['"', ',', ';', '\t', '\n', '\r', ' ', 'a', '10.20.0.1', 'gpu', '마스터', '=', '\u0000', '😀']
    let seed = 7
    const next = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31)
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: next() % 40 }, () => letters[(next() >> 8) % letters.length]).join('')
      expect(parseNodeTable(text).rows.length).toBeLessThanOrEqual(40)
    }
    for (const hostile of ['"', '"",', '""",', '\n', ',', ' x', '컨트롤 ', '(', 'a,"'])
      parseNodeTable(hostile.repeat(1_000_000 / hostile.length))
  })
})

test.each([
  ['64GB', 'binary', 64],
  ['64 GiB', 'binary', 64],
  ['1TB', 'binary', 1024],
  ['1.5 TB', 'binary', 1536],
  ['65536 MB', 'binary', 64],
  ['1,024', 'binary', 1024],
  ['512g', 'binary', 512],
  ['500GB', 'decimal', 465.7],
  ['4TB', 'decimal', 3725.3],
  ['4TiB', 'decimal', 4096],
  ['500', 'decimal', 500],
  ['큼', 'binary', undefined],
  ['GB', 'binary', undefined],
] as const)('%s sold as %s is %s GiB', (text, sold, gib) => {
  expect(readGib(text, sold)).toBe(gib)
})

test.each([
  ['H100 80GB x 8', 'H100 80GB', 8],
  ['H100 80GB × 8', 'H100 80GB', 8],
  ['A100x4', 'A100', 4],
  ['8 x H100', 'H100', 8],
  ['L40S*2', 'L40S', 2],
  ['H100 8장', 'H100', 8],
  ['RTX 4090', 'RTX 4090', undefined],
  ['RTX 40', 'RTX 40', undefined],
  ['MI300X 8장', 'MI300X', 8],
  ['H100 80GBx8', 'H100 80GB', 8],
  ['RTX 6000 x 2', 'RTX 6000', 2],
  ['A100 SXM4 80GB', 'A100 SXM4 80GB', undefined],
])('GPU %s', (text, model, count) => {
  expect(readGpu(text)).toEqual({ model, count })
})

test.each([
  ['컨트롤 플레인', ['control-plane'], ''],
  ['컨트롤플레인, 작업노드', ['control-plane', 'worker'], ''],
  ['master', ['control-plane'], ''],
  ['CP', ['control-plane'], ''],
  ['control-plane,etcd', ['control-plane'], ''],
  ['kube_control_plane', ['control-plane'], 'kube'],
  ['Worker / GPU', ['worker', 'gpu'], ''],
  ['작업 노드 + GPU 노드', ['worker', 'gpu'], ''],
  ['NFS 서버', ['storage'], ''],
  ['레지스트리', ['registry'], ''],
  ['잡다', [], '잡다'],
])('role %s', (text, roles, unknown) => {
  expect(readRoles(text)).toEqual({ roles, unknown })
})

test.each([
  ['memoryGib', '1TB', 1024],
  ['memoryGib', ' 64 ', 64],
  ['diskGib', '960GB', 894.1],
  ['cpus', '32코어', 32],
  ['cpus', 'many', 'many'],
  ['gpuCount', '', ''],
  ['name', ' 1TB', ' 1TB'],
  ['cpus', 32, 32],
] as const)('%s typed as %j is %j', (column, typed, meant) => {
  expect(readNodeCell(column, typed)).toBe(meant)
})

test('a server whose cells look like titles is no header', () => {
  const rows = parseNodeTable('cp-1,10.20.0.11,cp\ndata,10.20.0.12,gpu\n').rows
  expect(rows.map(({ name }) => name)).toEqual(['cp-1', 'data'])
})

describe('formatNodeTable', () => {
  test.each([
    ['ko', ','],
    ['en', ','],
    ['ko', '\t'],
    ['en', '\t'],
  ] as const)('in %s with %j is read back as it was', (locale, separator) => {
    const nodes = sampleAnswers()['resources.nodes'] ?? []
    expect(parseNodeTable(formatNodeTable(nodes, locale, separator))).toEqual({ rows: nodes, problems: [] })
  })
  test('has no secrets in it', () => {
    const row = { name: 'a', ...Object.fromEntries(SECRET_COLUMNS.map((column) => [column, 'PLANTED'])) }
    expect(formatNodeTable([row], 'ko')).not.toContain('PLANTED')
  })
  test('keeps quotes and tabs in their cell and makes no formula', () => {
    const node = { name: 'gpu-1', address: '10.20.0.21', roles: ['gpu'], gpuModel: '=HYPERLINK("http://x"\t"y")' }
    const text = formatNodeTable([node], 'en')
    expect(text).not.toMatch(/\t"?=/)
    expect(parseNodeTable(text).rows).toEqual([node])
  })
})
