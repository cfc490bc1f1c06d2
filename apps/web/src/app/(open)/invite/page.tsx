import { InvitePage } from '../../../features/people/InvitePage.tsx'

export default InvitePage
