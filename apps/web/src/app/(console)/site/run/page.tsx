import { RunPage } from '../../../../features/run/RunPage.tsx'

export default RunPage
