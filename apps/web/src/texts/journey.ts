import { l } from './localized.ts'

/** The one fact of a step in the rail, from the counts that the server gives. */
export const journey = {
  toNodeTable: l('노드 표로', 'To the table of servers'),
  nodes: l('노드 {nodes}대', '{nodes:node|nodes}'),
  formProblems: l('확인할 것 {problems}건', '{problems:item|items} to look at'),
  formFilled: l('{total}개 가운데 {filled}개', '{filled} of {total}'),
  hostKeys: l('확인할 키 {keys}개', '{keys:key|keys} to confirm'),
  hostsReached: l('{hosts}대 가운데 {reached}대 연결', '{reached} of {hosts} reached'),
  preflightBlocks: l('막는 문제 {blocking} · 경고 {warn}', '{blocking} blocking · {warn:warning|warnings}'),
  preflightWarnsAndWaivers: l('경고 {warn} · 면제 {waived}', '{warn:warning|warnings} · {waived} waived'),
  preflightWarns: l('경고 {warn}', '{warn:warning|warnings}'),
  preflightWaivers: l('면제 {waived}', '{waived} waived'),
  preflightPasses: l('통과 {pass}', '{pass} passed'),
  runningPercent: l('진행 중 · {percent} %', 'under way · {percent} %'),
  planObstacles: l('막는 것 {obstacles}건', '{obstacles:obstacle|obstacles}'),
  plans: l('계획 {plans}번 만듦', '{plans:plan|plans} made'),
} as const
