import { UsersPage } from '../../../features/users/UsersPage.tsx'

export default UsersPage
