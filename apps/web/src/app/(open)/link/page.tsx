import { LinkPage } from '../../../features/people/LinkPage.tsx'

export default LinkPage
