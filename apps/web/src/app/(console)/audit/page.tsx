import { AuditPage } from '../../../features/audit/AuditPage.tsx'

export default AuditPage
