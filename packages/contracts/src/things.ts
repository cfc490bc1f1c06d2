import { l } from './error-table/entry.ts'
import type { Localized } from './text.ts'

/** What a NOT_FOUND can be about, by the word that its parameter carries; any other is the name of the thing itself. */
export const THINGS: Readonly<Record<string, Localized>> = {
  site: l('사이트', 'site'),
  user: l('사용자', 'user'),
  invitation: l('초대 링크', 'invitation link'),
  preflight: l('사전 점검', 'preflight'),
  mesh: l('호스트 사이 지도', 'map between hosts'),
  waiver: l('면제', 'waiver'),
  plan: l('설치 계획', 'plan'),
  run: l('실행', 'run'),
}
