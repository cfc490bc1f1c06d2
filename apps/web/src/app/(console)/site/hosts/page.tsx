import { HostsPage } from '../../../../features/hosts/HostsPage.tsx'

export default HostsPage
