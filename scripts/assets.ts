import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { compileAsync, NodePackageImporter } from 'sass'
import { projectDir } from '../src/runtime/config.ts'

/** Scripts of the pages: src/client/pages/NAME.ts each. */
export const scriptNames = ['site', 'vote', 'verify', 'hall', 'desk', 'draw'] as const

/**
 * The module src/web/assets/built.ts: style, scripts, icon and the record's format as the browser gets them, under addresses that change with
 * their bytes, so that they are kept for good and can be compared with these sources.
 */
export async function describeAssets(): Promise<string> {
  const style = asset('style.css', 'text/css; charset=utf-8', await compileStyle())
  const icon = asset(
    'icon.svg',
    'image/svg+xml',
    readFileSync(join(projectDir, 'src/web/style/icon.svg'), 'utf8'),
  )
  // Plain text, so that browsers show it.
  const format = asset(
    'public-record.md',
    'text/plain; charset=utf-8',
    readFileSync(join(projectDir, 'src/core/record/PUBLIC-RECORD.md'), 'utf8'),
  )
  const scripts = await Promise.all(
    scriptNames.map(async name => [
      name,
      asset(`${name}.js`, 'text/javascript; charset=utf-8', await bundle(name)),
    ]),
  )
  const all = { style, icon, format, ...Object.fromEntries(scripts) }
  const lines = Object.entries(all).map(([name, value]) => `  ${name}: ${JSON.stringify(value)},`)
  return `// Made by \`npm run generate\` from src/web/style and src/client/pages; the styles and the page script hold parts of
// govuk-frontend (MIT, Crown Copyright).
export interface Asset {
  readonly path: string
  readonly type: string
  readonly body: string
}

export const assets: Readonly<Record<'style' | 'icon' | 'format' | ${scriptNames.map(name => `'${name}'`).join(' | ')}, Asset>> = {
${lines.join('\n')}
}
`
}

function asset(name: string, type: string, body: string) {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
  const [stem, extension] = name.split('.')
  return { path: `/assets/${stem}-${hash}.${extension}`, type, body }
}

async function compileStyle(): Promise<string> {
  const { css } = await compileAsync(join(projectDir, 'src/web/style/main.scss'), {
    style: 'compressed',
    loadPaths: [join(projectDir, 'node_modules')],
    importers: [new NodePackageImporter(projectDir)],
    quietDeps: true,
    charset: false,
  })
  return css
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(projectDir, `src/client/pages/${name}.ts`)],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  })
  const [file] = outputFiles
  if (file === undefined) throw new TypeError(`nothing was built for ${name}`)
  return file.text
}
