import { readFileSync } from 'node:fs'
import { ROUTES } from '@astrago/contracts'
import readExcelFile from 'read-excel-file/node'
import { download, expect, isAccessible, logIn, RESELLER, speak, test, textOfPdf } from './journey.ts'

const NODES = [
  { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] },
  { name: 'gpu-1', address: '10.20.0.21', roles: ['gpu'] },
  { name: 'gpu-2', address: '10.20.0.22', roles: ['gpu'] },
]

/**
 * What RKE2 with Canal and the platform need of these servers: joining, API and SSH, kubelet, pods, metrics, users, names and
 * time. @param icmp what stands for the types of ICMP
 */
const portsOf = (icmp: readonly string[]): string[] => [
  ...['9345', '6443', '6443', '22', '10250', '8472', '9099', '9100', '4443', '30000-32767', '80', '443'],
  ...icmp,
  ...['30080', '30001', '32145', '53', '53', '123'],
]

const TEXTS = {
  ko: {
    firewall: '방화벽 신청서',
    requirements: '설치 준비 요건',
    excel: '엑셀',
    from: '사용 기간 시작',
    until: '사용 기간 끝',
    wrong: '끝나는 날이 시작하는 날보다 빠릅니다.',
    head: ['번호', '출발지', '목적지', '프로토콜', '포트', '방향', '용도', '사용 기간', '근거'],
    icmp: ['유형 8 (IPv6: 128)', '유형 3, 코드 4 (IPv6: 2)'],
    between: '서버 간',
    servers: ['컨트롤 플레인', 'GPU 노드'],
    unmet: '설치할 수 없음',
    swap: '스왑',
  },
  en: {
    firewall: 'Firewall request',
    requirements: 'What to prepare',
    excel: 'Excel',
    from: 'From',
    until: 'Until',
    wrong: 'The last day lies before the first.',
    head: ['No', 'Source', 'Destination', 'Protocol', 'Port', 'Direction', 'Purpose', 'Period', 'According to'],
    icmp: ['type 8 (IPv6: 128)', 'type 3, code 4 (IPv6: 2)'],
    between: 'between servers',
    servers: ['Control plane', 'GPU node'],
    unmet: 'no installation',
    swap: 'Swap',
  },
} as const

type Cells = readonly (readonly string[])[]

/** The sheets of a spreadsheet, cells as texts. */
async function sheetsOf(path: string): Promise<{ name: string; rows: Cells }[]> {
  const sheets = await readExcelFile(readFileSync(path))
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map((cell) => String(cell ?? ''))),
  }))
}

const flat = (text: string): string => text.replace(/\s+/g, '')

for (const locale of ['ko', 'en'] as const) {
  const texts = TEXTS[locale]

  test(`the firewall request and what to prepare are taken from the page and read (${locale})`, async ({
    page,
    context,
    console,
    api,
  }) => {
    await speak(context, locale)
    const { id } = await api.send(ROUTES.makeSite, {
      body: { name: '한빛병원', profile: 'air-gapped', distribution: 'rke2' },
    })
    const params = { site: id }
    const save = (section: string, values: Record<string, unknown>) =>
      api.send(ROUTES.saveSection, { params: { ...params, section }, body: { revision: 0, values } })
    await save('resources', { 'resources.nodes': NODES })
    await save('network', { 'network.ntpServers': ['10.20.0.3'], 'network.dnsServers': ['10.20.0.53'] })
    await logIn(page, console.url, RESELLER)
    await page.goto(`${console.url}/site/?id=${id}`)
    const link = (name: string) => page.getByRole('link', { name, exact: true })

    await page.getByLabel(texts.from).fill('2027-01-15')
    await page.getByLabel(texts.until).fill('2027-01-01')
    await expect(page.getByText(texts.wrong)).toBeVisible()
    await page.getByLabel(texts.until).fill('2027-12-31')
    await expect(page.getByText(texts.wrong)).toHaveCount(0)
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await isAccessible(page, `documents, ${width}`)
    }

    // The spreadsheet: a row for each rule, all addresses, and the commands of each server.
    const xlsx = await sheetsOf(await download(page, link(`${texts.firewall} ${texts.excel}`)))
    const [rules, servers, commands] = xlsx.map(({ rows }) => rows)
    const head = rules?.findIndex((row) => row[0] === texts.head[0]) ?? -1
    expect(rules?.[head]).toEqual(texts.head)
    const rows = rules?.slice(head + 1).filter((row) => /^\d+$/.test(row[0] ?? '')) ?? []
    const ports = portsOf(texts.icmp)
    expect(rows.map((row) => row[4])).toEqual(ports)
    expect(rules?.flat()).toContain(String(ports.length))
    expect(rows.filter((row) => row[3] === 'ICMP').map((row) => row[4])).toEqual(texts.icmp)
    expect(new Set(rows.map((row) => row[7]))).toEqual(new Set(['2027-01-15 ~ 2027-12-31']))
    const kubelet = rows.filter((row) => row[4] === '10250')
    expect(kubelet).toHaveLength(1)
    for (const row of kubelet) expect([row[3], row[5]]).toEqual(['TCP', texts.between])
    const [, from, to, protocol] = rows.find((row) => row[4] === '123') ?? []
    for (const { address } of NODES) expect(from).toContain(address)
    expect([to, protocol]).toEqual([expect.stringContaining('10.20.0.3'), 'UDP'])
    expect(servers?.flat()).toEqual(expect.arrayContaining(NODES.flatMap(({ name, address }) => [name, address])))
    expect(commands?.filter(([host]) => host === 'gpu-2').map((row) => row[1])).toEqual(
      expect.arrayContaining(['firewalld', 'ufw', 'nftables']),
    )

    // The same in print.
    const pdf = await download(page, link(`${texts.firewall} PDF`))
    const text = textOfPdf(pdf)
    const lines = [...text.matchAll(/^ *(\d+) .* (TCP|UDP) +(\S+)/gm)]
    const withPorts = rows.filter((row) => row[3] !== 'ICMP')
    expect(lines.map((found) => found.slice(1))).toEqual(withPorts.map((row) => [row[0], row[3], row[4]]))
    const printed = flat(text)
    for (const part of ['ICMP', texts.firewall, '한빛병원', '10.20.0.22', '2027-01-15~2027-12-31'])
      expect(printed).toContain(flat(part))

    // What to prepare: in both forms, made from the checks.
    const needed = await download(page, link(`${texts.requirements} PDF`))
    const needs = flat(textOfPdf(needed))
    const cells = (await sheetsOf(await download(page, link(`${texts.requirements} ${texts.excel}`)))).flatMap(
      ({ rows: all }) => all.flat(),
    )
    for (const part of [...texts.servers, texts.unmet, texts.swap, 'Rocky Linux']) {
      expect(needs).toContain(flat(part))
      expect(cells).toContain(part)
    }
  })
}

test('a customer takes the papers by the link of an invitation, without the commands of the servers', async ({
  page,
  context,
  console,
  api,
}) => {
  await speak(context, 'ko')
  const { id } = await api.send(ROUTES.makeSite, {
    body: { name: 'Hanbit', profile: 'air-gapped', distribution: 'rke2' },
  })
  const params = { site: id }
  await api.send(ROUTES.saveSection, {
    params: { ...params, section: 'resources' },
    body: { revision: 0, values: { 'resources.nodes': NODES } },
  })
  const { token } = await api.send(ROUTES.invite, { params, body: { note: 'network team', days: 7 } })
  await page.goto(`${console.url}/invite/#${token}`)
  await page.getByRole('button', { name: '질문지 열기' }).click()
  await page.waitForURL(/\/form\//)
  const pdf = await download(page, page.getByRole('link', { name: '방화벽 신청서 PDF' }))
  expect(flat(textOfPdf(pdf))).toContain('10.20.0.22')
  await expect(page.getByRole('link', { name: 'firewalld' })).toHaveCount(0)
})
