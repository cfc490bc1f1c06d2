import { SetupPage } from '../../../features/people/SetupPage.tsx'

export default SetupPage
