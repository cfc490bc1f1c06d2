import { CustomerPage } from '../../../features/questionnaire/CustomerPage.tsx'

export default CustomerPage
