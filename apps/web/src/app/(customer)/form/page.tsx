import { CustomerPage } from '../../../features/form/CustomerPage.tsx'

export default CustomerPage
