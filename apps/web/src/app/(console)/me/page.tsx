import { MePage } from '../../../features/users/MePage.tsx'

export default MePage
