import { FormPage } from '../../../../features/questionnaire/FormPage.tsx'

export default FormPage
