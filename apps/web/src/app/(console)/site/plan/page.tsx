import { PlanPage } from '../../../../features/plan/PlanPage.tsx'

export default PlanPage
