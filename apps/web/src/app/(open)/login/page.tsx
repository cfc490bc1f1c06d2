import { LoginPage } from '../../../features/people/LoginPage.tsx'

export default LoginPage
