import { ROUTES } from '@astrago/contracts'
import { galleryTest } from './gallery/journey.ts'
import { expect, logIn, RESELLER, speak } from './journey.ts'

const test = galleryTest('many')

test('what comes next at each of many sites is asked for at once', async ({ page, context, gallery: { url } }) => {
  await speak(context, 'ko')
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith(ROUTES.listSites.url)) asked.push(pathname)
  })
  await logIn(page, url, RESELLER)
  await expect(page.getByText('다음: 사전 질문지')).toHaveCount(40)
  expect(asked).toEqual([ROUTES.listSites.url])
})
