import { ReportPage } from '../../../../features/report/ReportPage.tsx'

export default ReportPage
