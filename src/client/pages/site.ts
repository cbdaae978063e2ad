import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  SkipLink,
} from 'govuk-frontend'
import { helpForms } from '../forms.ts'

// What every page has: all of it works without this script, too.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const english = document.documentElement.lang === 'en'
const counts = english
  ? {}
  : {
      charactersUnderLimit: { other: '还可输入 %{count} 个字' },
      charactersAtLimit: '已达字数上限',
      charactersOverLimit: { other: '超出 %{count} 个字' },
    }

start('govuk-button', element => new Button(element))
start('govuk-checkboxes', element => new Checkboxes(element))
start('govuk-radios', element => new Radios(element))
start('govuk-error-summary', element => new ErrorSummary(element))
start('govuk-notification-banner', element => new NotificationBanner(element))
start('govuk-skip-link', element => new SkipLink(element))
start('govuk-character-count', element => new CharacterCount(element, { i18n: counts }))

function start(module: string, make: (element: HTMLElement) => unknown): void {
  for (const element of document.querySelectorAll<HTMLElement>(`[data-module="${module}"]`)) make(element)
}

helpForms()

for (const button of document.querySelectorAll('[data-print]'))
  button.addEventListener('click', () => print())
