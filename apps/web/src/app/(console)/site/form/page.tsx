import { FormPage } from '../../../../features/form/FormPage.tsx'

export default FormPage
