// The yardstick of rendering: a script that knows nothing but templates, views and paths.
//
// The views come from the tool itself: its command line is bundled once more with a module of `src/render` replaced by
// one that writes down every template, view and text. The product has no such switch.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../scripts/install.mjs'

const TEMPLATES = join(ROOT, 'templates')

/** Returns the path of the script, called with the folder to write to, and the number of files it writes. */
export async function makeBareRenderer(folder, plan) {
  mkdirSync(folder)
  const renders = await recordRenders(folder, plan)
  const paths = filesBelow(plan.output)
  const data = {
    templates: TEMPLATES,
    paths,
    renders: renders.map(({ name, view, calls }) => ({ name, view, calls })),
  }
  writeFileSync(join(folder, 'views.json'), JSON.stringify(data))
  const script = join(folder, 'bare.mjs')
  await bundle({ stdin: { contents: BARE, resolveDir: ROOT, loader: 'js' }, outfile: script })
  checkSameText(script, renders)
  return { script, files: paths.length }
}

async function recordRenders(folder, plan) {
  const file = join(folder, 'renders.json')
  const contents = `
    import { main } from './src/cli/main.ts'
    import { GENERATORS } from './generators/index.ts'
    import { writeFileSync } from 'node:fs'
    import { pathToFileURL } from 'node:url'
    const templates = pathToFileURL(${JSON.stringify(`${TEMPLATES}/`)})
    process.exitCode = await main(process, { program: 'taskplan', templates, generators: async () => GENERATORS })
    writeFileSync(${JSON.stringify(file)}, JSON.stringify(globalThis.renders))`
  const script = join(folder, 'recorder.mjs')
  await bundle({ stdin: { contents, resolveDir: ROOT, loader: 'ts' }, outfile: script, plugins: [recorder] })
  const args = [script, 'scaffold', plan.service, '--dry-run', '--yes', '--quiet']
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: plan.folder,
    encoding: 'utf8',
    input: '',
  })
  if (status !== 0) throw new Error(`recording the views: ${stderr}`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

const recorder = {
  name: 'recorder',
  setup(esbuild) {
    const real = join(ROOT, 'src/render/templates.ts')
    esbuild.onLoad({ filter: /src[/\\]render[/\\]templates\.ts$/ }, ({ path, suffix }) =>
      suffix === '?real' || path !== real
        ? undefined
        : { contents: RECORDING, loader: 'js', resolveDir: join(ROOT, 'src/render') },
    )
    esbuild.onResolve({ filter: /templates\.ts\?real$/ }, () => ({ path: real, suffix: '?real' }))
  },
}

/** A function of a view becomes the table of its calls. */
const RECORDING = `
  import * as real from './templates.ts?real'
  export * from './templates.ts?real'
  globalThis.renders = []
  export function createTemplates(source) {
    const templates = real.createTemplates(source)
    return {
      render(path, view) {
        const calls = {}
        const spied = { ...view }
        for (const [name, value] of Object.entries(view)) {
          if (typeof value !== 'function') continue
          const table = (calls[name] = {})
          spied[name] = (...args) => (table[JSON.stringify(args)] = value(...args))
        }
        const done = templates.render(path, spied)
        if (done.name.endsWith('.ejs')) globalThis.renders.push({ name: done.name, view: plain(view), calls, text: done.text })
        return done
      },
    }
  }
  function plain(view) {
    const seen = []
    return JSON.parse(JSON.stringify(view, function (key, value) {
      if (typeof value === 'function' || value instanceof Map || value instanceof Set) return undefined
      while (seen.length > 0 && seen.at(-1) !== this) seen.pop()
      if (typeof value === 'object' && value !== null) {
        if (seen.includes(value)) return undefined
        seen.push(value)
      }
      return value
    }))
  }
`

const BARE = `
  import ejs from 'ejs'
  import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
  import { dirname, join } from 'node:path'

  const data = JSON.parse(readFileSync(new URL('views.json', import.meta.url), 'utf8'))
  const read = (name) => readFileSync(join(data.templates, name), 'utf8')
  const compiled = new Map()
  const template = (name) => {
    const options = {
      strict: true,
      localsName: 'view',
      filename: name,
      escape: String,
      includer: (path) => ({ template: read(path + '.ejs'), filename: path + '.ejs' }),
    }
    if (!compiled.has(name)) compiled.set(name, ejs.compile(read(name), options))
    return compiled.get(name)
  }
  const texts = data.renders.map(({ name, view, calls }) => {
    for (const [key, table] of Object.entries(calls)) view[key] = (...args) => table[JSON.stringify(args)]
    return template(name)(view)
  })
  if (process.argv[3] === '--texts') process.stdout.write(JSON.stringify(texts))
  data.paths.forEach((path, index) => {
    const target = join(process.argv[2], path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, texts[index] ?? '')
  })
`

function bundle(options) {
  return build({
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.12',
    mainFields: ['module', 'main'],
    external: ['plop', 'ts-morph'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
    ...options,
  })
}

/** A yardstick that renders less would be a wrong one. */
function checkSameText(script, renders) {
  const out = join(script, '../texts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, out, '--texts'], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  if (status !== 0) throw new Error(`the bare script: ${stderr}`)
  const texts = JSON.parse(stdout)
  renders.forEach(({ name, text }, index) => {
    if (texts[index] !== text) throw new Error(`the bare script renders ${name} differently`)
  })
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => relative('.', path).split(sep).join('/'))
    .sort()
}
