import { type FormEvent, useState } from 'react'
import { useSay } from '../lib/locale.ts'
import { input as texts } from '../texts/input.ts'

type Control = HTMLInputElement | HTMLTextAreaElement

const isControl = (target: EventTarget): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/**
 * What the browser finds wrong with the inputs inside an element when their form is sent, in the words of the chosen
 * language and not of the browser; it goes as soon as it is mended. The first one that is wrong gets the focus.
 */
export function useInvalid() {
  const say = useSay()
  const [error, setError] = useState<string>()
  const textOf = (control: Control): string | undefined => {
    const { validity, value } = control
    if (validity.valid) return undefined
    if (validity.valueMissing) return say(texts.missing)
    if (validity.tooShort) return say(texts.tooShort, { least: control.minLength, n: value.length })
    if (control instanceof HTMLInputElement && (validity.rangeUnderflow || validity.rangeOverflow))
      return say(texts.range, { min: control.min, max: control.max })
    return say(texts.wrong)
  }
  return {
    error,
    watch: {
      onInvalidCapture: (event: FormEvent) => {
        if (!isControl(event.target)) return
        // The browser would show its own words, in its own language.
        event.preventDefault()
        setError(textOf(event.target))
        if (event.target.form?.querySelector('input:invalid, textarea:invalid') === event.target) event.target.focus()
      },
      onInput: ({ target }: FormEvent) => {
        if (error && isControl(target)) setError(textOf(target))
      },
    },
  }
}
