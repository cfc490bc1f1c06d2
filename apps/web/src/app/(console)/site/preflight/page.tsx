import { PreflightPage } from '../../../../features/preflight/PreflightPage.tsx'

export default PreflightPage
