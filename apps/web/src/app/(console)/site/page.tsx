import { SitePage } from '../../../features/sites/SitePage.tsx'

export default SitePage
