import { ROUTES } from '@astrago/contracts'
import { galleryTest } from './gallery/journey.ts'
import { expect, inBoth, logIn, RESELLER, speak } from './journey.ts'

const test = galleryTest('many')
const NEXT = { ko: '다음: 사전 질문지', en: 'Next: Questionnaire' } as const

test('what comes next at each of many sites is asked for at once', async ({ page, context, gallery: { url } }) => {
  await speak(context, 'ko')
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith(ROUTES.listSites.url)) asked.push(pathname)
  })
  await logIn(page, url, RESELLER)
  await page.goto(url)
  await expect(page.getByText(NEXT.ko)).toHaveCount(40)
  expect(asked).toEqual([ROUTES.listSites.url])
  await inBoth(page, (locale) => expect(page.getByText(NEXT[locale])).toHaveCount(40))
})
