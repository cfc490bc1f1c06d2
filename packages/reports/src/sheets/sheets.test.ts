import { execFileSync, spawnSync } from 'node:child_process'
import type { FirewallSheet } from '@astrago/contracts'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { noPdfTools, pagesOf } from '../../test/pdf-tools.ts'
import { sheetPdf } from '../pdf/write-pdf.ts'
import { displayWidth } from '../terminal/width.ts'
import { firewallCommandsText, firewallDocument } from './firewall.ts'
import { sheetText } from './text.ts'
import { toXlsx } from './xlsx.ts'

const l = (ko: string, en: string) => ({ ko, en })
const party = (ko: string, en: string, ...addresses: string[]) => ({ label: l(ko, en), addresses })
const many = Array.from({ length: 100 }, (_, index) => `10.20.1.${index + 1}`)
/** What a spreadsheet would run and a terminal would obey. */
const HOSTILE = '=HYPERLINK("http://evil")\u001b[2J'

const BEYOND = [
  '2001:db8:1234:5678:9abc:def0:1234:5678',
  ...many.slice(0, 8).map((address) => `${address}.example.co.kr`),
]
/** Wider than half a terminal. */
const LONG_NAME = 'vpce-0a1b2c3d4e5f6a7b8-abcdefgh.s3.ap-northeast-2.vpce.example.com'

const SHEET: FirewallSheet = {
  site: { name: '한빛병원', profile: 'air-gapped', distribution: 'rke2' },
  generatedAt: '2026-11-25T00:00:00.000Z',
  period: { from: '2027-01-15', until: '2027-12-31' },
  hosts: [
    { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] },
    { name: HOSTILE, address: '10.20.0.12', roles: ['worker'] },
    ...many.map((address, index) => ({ name: `w-${index}`, address, roles: ['worker'] })),
  ],
  rows: [
    {
      from: party('모든 노드', 'All nodes', ...many),
      to: party('컨트롤 플레인', 'Control planes', '10.20.0.11'),
      protocol: 'tcp',
      first: 30000,
      last: 32767,
      direction: 'between',
      purpose: l('노드 합류', 'Nodes join'),
      source: 'docs',
    },
    ...(['icmp-echo', 'icmp-too-big', 'ipip'] as const).map((protocol) => ({
      from: party('모든 노드', 'All nodes', '10.20.0.11'),
      to: party('모든 노드', 'All nodes', '10.20.0.12'),
      protocol,
      first: null,
      last: null,
      direction: 'between' as const,
      purpose: l('상태 확인', 'Health'),
      source: 'docs',
    })),
  ],
  notes: [l('기입해 주십시오.', 'Fill it in.')],
  commands: [
    { host: 'cp-1', address: '10.20.0.11', firewalld: ['firewall-cmd x'], ufw: ['ufw y'], nftables: ['nft z'] },
  ],
}

const noPython = spawnSync('python3', ['--version']).error ? 'python3 is missing' : null
const UNPACK = `
import io, json, sys, zipfile
z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps([z.read(n).decode() for n in sorted(z.namelist()) if n.startswith("xl/worksheets/sheet")]))`
/** The sheets of a spreadsheet, as they are written in it. */
const partsOf = (bytes: Uint8Array): string[] =>
  JSON.parse(execFileSync('python3', ['-c', UNPACK], { input: bytes, encoding: 'utf8', maxBuffer: 2 ** 28 }))

const flat = (text: string) => text.replace(/\s+/g, '')

describe('the firewall request as a document', () => {
  it.each(['ko', 'en'] as const)(
    'gives a spreadsheet with all addresses, that a program reads back (%s)',
    async (locale) => {
      const bytes = Buffer.from(await toXlsx(firewallDocument(SHEET, locale, 'AstraGo', 'spreadsheet')))
      const sheets = await readExcelFile(bytes)
      const cells = sheets.flatMap(({ data }) => data.flat().map(String))
      expect(sheets).toHaveLength(3)
      expect(cells.some((cell) => many.every((address) => cell.includes(address)))).toBe(true)
      expect(cells).toContain('30000-32767')
      expect(cells).toContain('2027-01-15 ~ 2027-12-31')
      expect(cells).toContain('ufw y')
      const rows = sheets.flatMap(({ data }) => data.map((row) => row.slice(3, 5).join(' ')))
      const ipip = { ko: 'IP-in-IP IP 프로토콜 4', en: 'IP-in-IP IP protocol 4' }
      const echo = { ko: 'ICMP 유형 8 (IPv6: 128)', en: 'ICMP type 8 (IPv6: 128)' }
      expect(rows).toEqual(expect.arrayContaining(['TCP 30000-32767', echo[locale], ipip[locale]]))
      // A text, with its equals sign, and no longer a sequence of the terminal.
      expect(cells).toContain('=HYPERLINK("http://evil")\\u{1b}[2J')
    },
  )

  it.skipIf(noPdfTools)('gives a PDF with its text, long lists of addresses shortened', async () => {
    const text = flat(pagesOf(await sheetPdf(firewallDocument(SHEET, 'ko', 'AstraGo', 'print'))).join(''))
    for (const part of [
      '방화벽신청서',
      '한빛병원',
      '30000-32767',
      'ICMP',
      '유형3,코드4',
      'IP-in-IP',
      '모든노드100대',
      '승인자',
    ])
      expect(text).toContain(part)
    // In the list of servers alone.
    expect(text.split('10.20.1.99')).toHaveLength(2)
  })

  it.skipIf(noPdfTools)('gives a PDF in which a long list of names breaks none of them', async () => {
    const names = [...BEYOND, LONG_NAME]
    const rows = [{ ...SHEET.rows[0], to: party('인터넷', 'Internet', ...names) }]
    const pdf = await sheetPdf(firewallDocument({ ...SHEET, rows } as FirewallSheet, 'ko', 'AstraGo', 'print'))
    const words = pagesOf(pdf).join(' ').split(/\s+/)
    expect(words).toEqual(expect.arrayContaining(names))
    expect(words.join(' ')).toMatch(/인터넷 10개 \(주소 목록 참조\)/)
  })

  it.skipIf(noPdfTools)('gives a PDF in which a single long name is not broken either', async () => {
    const names = [
      'registry.seoul.hanbit.example',
      '2001:db8:1234:5678:9abc:def0:1234:5678',
      '10.20.9.5 (nas.hanbit.local)',
    ]
    const rows = names.map((name) => ({ ...SHEET.rows[0], to: party('저장소', 'Storage', name) }))
    const pdf = await sheetPdf(firewallDocument({ ...SHEET, rows } as FirewallSheet, 'ko', 'AstraGo', 'print'))
    expect(pagesOf(pdf).join(' ').split(/\s+/)).toEqual(
      expect.arrayContaining(names.flatMap((name) => name.split(' '))),
    )
  })

  it.skipIf(noPython)('gives a spreadsheet that prints as wide as a page, its notes as wide as its table', async () => {
    const note = l(
      '운영자만 쓰는 포트는 신청하지 않습니다. '.repeat(12),
      'Ports of operators are not asked for. '.repeat(12),
    )
    const sheet = firewallDocument({ ...SHEET, notes: [note] }, 'ko', 'AstraGo', 'spreadsheet')
    const [first, ...others] = partsOf(await toXlsx(sheet))
    for (const xml of [first, ...others]) {
      expect(xml).toContain('<pageSetUpPr fitToPage="1"/>')
      expect(xml).toMatch(/<pageSetup [^>]*orientation="landscape" fitToWidth="1" fitToHeight="0"/)
    }
    expect(first).toContain('<mergeCell ref="B5:I5"/>')
    expect(Number(/<row r="5" ht="(\d+)"/.exec(first ?? '')?.[1])).toBeGreaterThan(30)
  })

  it.each(['ko', 'en'] as const)('names the roles of servers in its language (%s)', (locale) => {
    const [, servers] = firewallDocument(SHEET, locale, 'AstraGo', 'spreadsheet').tables
    expect(servers?.rows[0]).toEqual(['cp-1', '10.20.0.11', { ko: '컨트롤 플레인', en: 'Control plane' }[locale]])
  })

  it.each([60, 80, 200])('gives a text for a terminal of %i columns', (width) => {
    const text = sheetText(firewallDocument(SHEET, 'ko', 'AstraGo', 'print'), width)
    expect(text).toContain('10.20.0.12')
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(width)
    expect(text).not.toContain('\u001b')
  })

  describe.each([60, 80, 200])('in %i columns of a terminal', (width) => {
    const row = (...addresses: string[]) => ({ ...SHEET.rows[0], to: party('인터넷', 'Internet', ...addresses) })
    const textOf = (...addresses: string[]) => {
      const sheet = { ...SHEET, rows: [row(...addresses)] } as FirewallSheet
      return sheetText(firewallDocument(sheet, 'en', 'AstraGo', 'print'), width)
    }

    it('cuts no address, and leaves none out that no list of servers has', () => {
      const text = textOf(...BEYOND)
      const words = new Set(text.split(/\s+/))
      expect(BEYOND.filter((address) => !words.has(address))).toEqual([])
      expect(text).toContain('100)')
      expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(width)
    })

    it('leaves a name whole that is wider than its place', () => {
      expect(textOf(LONG_NAME)).toContain(LONG_NAME)
    })
  })

  it('gives commands host by host', () => {
    expect(firewallCommandsText(SHEET, 'nftables')).toBe('# cp-1 (10.20.0.11)\nnft z\n')
  })
})
