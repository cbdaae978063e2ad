import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

let registered = false

/**
 * Lets Node load the pages, which are written in JSX: Node itself strips types but knows no JSX. Whatever imports a page
 * must be imported after this was called, that is with `import()`.
 */
export function loadJsx(): void {
  if (registered) return
  registered = true
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith('file:') || !url.endsWith('.tsx')) return next(url, context)
      const path = fileURLToPath(url)
      const { code, errors } = transformSync(path, readFileSync(path, 'utf8'), {
        lang: 'tsx',
        jsx: { runtime: 'automatic', importSource: 'hono/jsx', development: false },
        typescript: { onlyRemoveTypeImports: true },
      })
      if (errors.length > 0)
        throw new SyntaxError(`${path}: ${errors.map(({ message }) => message).join('; ')}`)
      return { format: 'module', source: code, shortCircuit: true }
    },
  })
}
