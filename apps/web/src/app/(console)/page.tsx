import { SitesPage } from '../../features/sites/SitesPage.tsx'

export default SitesPage
