import type { Child, PropsWithChildren } from 'hono/jsx'
import { assets } from '../assets/built.ts'
import type { Shown } from '../page.ts'
import type { Visit } from '../visit.ts'
import { VisitContext } from './context.ts'

/** The whole document around a page. */
export function Document({ visit, page }: { visit: Visit; page: Shown }) {
  const { text, language, elder } = visit
  const scripts = ['site', ...(page.scripts ?? [])] as const
  return (
    <VisitContext.Provider value={visit}>
      <html
        lang={language}
        class={`govuk-template${elder ? ' pj-elder' : ''}${page.layout === 'column' || page.layout === undefined ? '' : ` pj-${page.layout}`}`}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="theme-color" content="#9e1b1b" />
          <meta name="color-scheme" content="light" />
          {page.refresh !== undefined && (
            <noscript>
              <meta http-equiv="refresh" content={String(page.refresh)} />
            </noscript>
          )}
          <title>{`${page.title} · ${text.common.product}`}</title>
          <link rel="icon" href={assets.icon.path} type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style.path} />
          {scripts.map(name => (
            <script type="module" src={assets[name].path} />
          ))}
        </head>
        <body class="govuk-template__body">
          <a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">
            {text.common.skip}
          </a>
          {page.layout === 'bare' ? (
            <main id="main-content">{page.body}</main>
          ) : (
            <Frame visit={visit} page={page}>
              {page.body}
            </Frame>
          )}
        </body>
      </html>
    </VisitContext.Provider>
  )
}

function Frame({ visit, page, children }: PropsWithChildren<{ visit: Visit; page: Shown }>) {
  const { text } = visit
  return (
    <>
      <Header visit={visit} page={page} />
      <div class="govuk-width-container">
        {visit.demo !== null && <p class="pj-demo">{text.common.demo.banner}</p>}
        {page.trail !== undefined && <Trail links={page.trail} text={text.common.back} />}
        <main class="govuk-main-wrapper" id="main-content">
          {page.layout === 'wide' ? (
            children
          ) : (
            <div class="govuk-grid-row">
              <div class="govuk-grid-column-two-thirds">{children}</div>
            </div>
          )}
        </main>
      </div>
      <Footer visit={visit} />
    </>
  )
}

function Header({ visit, page }: { visit: Visit; page: Shown }) {
  const { text, url, language, elder } = visit
  const here = encodeURIComponent(`${url.pathname}${url.search}`)
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <header class="pj-header">
      <div class="govuk-width-container pj-header__line">
        <a class="pj-header__name" href="/">
          <span class="pj-header__seal" aria-hidden="true">
            票决
          </span>
          <span>
            <span class="pj-header__product">{text.common.product}</span>
            {page.district !== undefined && <span class="pj-header__district">{page.district.name}</span>}
          </span>
        </a>
        <nav class="pj-preferences" aria-label={text.common.preferences}>
          <a href={`/preferences?elder=${elder ? 'off' : 'on'}&back=${here}`} class="pj-preferences__elder">
            {elder ? text.common.elderOff : text.common.elderOn}
          </a>
          <a href={`/preferences?lang=${other}&back=${here}`} hreflang={other} lang={other}>
            {text.common.otherLanguage}
          </a>
        </nav>
      </div>
      <nav class="pj-nav" aria-label={text.common.mainNavigation}>
        <ul class="govuk-width-container pj-nav__list">
          {navigation(visit, page).map(({ href, text: name }) => (
            <li class="pj-nav__item">
              <a
                class="pj-nav__link"
                href={href}
                {...(isHere(url, href, page) ? { 'aria-current': 'page' as const } : {})}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  )
}

interface Link {
  readonly href: string
  readonly text: string
}

function navigation({ text, actor }: Visit, { district }: Shown): Link[] {
  const { nav } = text.common
  const base = district === undefined ? null : `/d/${district.slug}`
  const open =
    base === null
      ? [{ href: '/', text: nav.overview }]
      : [
          { href: base, text: nav.overview },
          { href: `${base}/notices`, text: nav.notices },
          { href: `${base}/projects`, text: nav.projects },
          { href: `${base}/audit`, text: nav.audit },
          { href: `${base}/verify`, text: nav.verify },
          { href: `${base}/data`, text: nav.data },
        ]
  switch (actor.kind) {
    case 'staff': {
      const admin = actor.roles.some(({ role }) => role === 'district_admin')
      const own = [{ href: '/work', text: nav.work }, ...(admin ? [{ href: '/admin', text: nav.admin }] : [])]
      return [...open, ...own, { href: '/sign-out', text: nav.signOut }]
    }
    case 'delegate':
      return [...open, { href: '/vote', text: nav.vote }, { href: '/sign-out', text: nav.signOut }]
    case 'public':
    case 'operator':
      return [...open, { href: '/enter', text: nav.enter }, { href: '/sign-in', text: nav.signIn }]
  }
}

/** The front page of a site with one district is that district's. */
function isHere({ pathname }: URL, href: string, { district }: Shown): boolean {
  return pathname === href || (pathname === '/' && href === `/d/${district?.slug}`)
}

function Trail({ links, text }: { links: readonly Link[]; text: string }) {
  return (
    <nav class="govuk-breadcrumbs" aria-label={text}>
      <ol class="govuk-breadcrumbs__list">
        {links.map(link => (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={link.href}>
              {link.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Footer({ visit }: { visit: Visit }) {
  const { footer } = visit.text.common
  return (
    <footer class="pj-footer">
      <div class="govuk-width-container">
        <p>{footer.about}</p>
        <p>
          <a class="govuk-link govuk-link--inverse" href="/api/openapi.json">
            {footer.api}
          </a>{' '}
          · {footer.source}
        </p>
      </div>
    </footer>
  )
}

/** The heading of a page, with what it belongs to above. */
export function Heading({ caption, children }: PropsWithChildren<{ caption?: Child }>) {
  return (
    <>
      {caption !== undefined && <span class="govuk-caption-l">{caption}</span>}
      <h1 class="govuk-heading-l">{children}</h1>
    </>
  )
}
