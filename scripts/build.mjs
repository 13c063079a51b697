// Bundles src and generators into dist. The published package has no run-time dependencies: everything is
// inside, so an install is one download and a start reads few files.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './install.mjs'

const OUT = join(ROOT, 'dist')
const STAMP = join(OUT, '.stamp')
/** What runs first: one CommonJS file, for Node's module loader of ES modules alone costs a twelfth of a start. */
const MAIN = { name: 'main.cjs', source: 'src/cli/start.ts' }
/** Name in dist, source: loaded when needed. */
const ENTRIES = {
  cli: 'src/cli/main.ts',
  generators: 'generators/index.ts',
}
const REQUIRED = ['cli', 'generators']
const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);\n"

/** Writes dist anew. Throws with esbuild's message; an old dist stays until the new one is whole. */
export async function build() {
  const entries = Object.entries(ENTRIES).filter(([, source]) => existsSync(join(ROOT, source)))
  const missing = REQUIRED.filter((name) => !entries.some(([entry]) => entry === name))
  if (missing.length > 0) throw new Error(`no source for ${missing.map((name) => ENTRIES[name]).join(', ')}`)
  const stamp = sourceStamp()
  const start = await bundleStart(new Map(entries.map(([name, source]) => [source, name])))
  const { outputFiles, metafile } = await bundle({ ...Object.fromEntries(entries), ...start.late })
  const fresh = `${OUT}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  for (const { path, text } of outputFiles) {
    const target = join(fresh, relative(OUT, path))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text.includes('typeof require') ? REQUIRE_BANNER + text : text)
  }
  writeFileSync(join(fresh, MAIN.name), start.text)
  copyFileSync(join(ROOT, 'scripts/start.cjs'), join(fresh, 'start.cjs'))
  recordBytecode(fresh)
  writeFileSync(join(fresh, 'THIRD-PARTY-LICENSES.txt'), licences(metafile))
  writeFileSync(join(fresh, 'templates.json'), packedTemplates())
  writeFileSync(join(fresh, '.stamp'), stamp)
  replaceFolder(fresh, OUT)
  return {
    files: outputFiles.length,
    bytes: outputFiles.reduce((sum, file) => sum + file.contents.length, 0),
  }
}

/** Every template by its path, in order: the package ships one file for some hundred. */
function packedTemplates() {
  const folder = join(ROOT, 'templates')
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
  return JSON.stringify(
    Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')])),
  )
}

function recordBytecode(dist) {
  const { NODE_OPTIONS: _, ...env } = process.env
  const args = [join(ROOT, 'scripts/record-bytecode.cjs'), dist]
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  if (status === 0) return
  rmSync(dist, { recursive: true, force: true })
  throw new Error(`no bytecode: ${stderr.slice(-2000)}`)
}

/** Builds only where a source is newer than dist; for tests that run the real bins. */
export async function buildIfStale() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceStamp()) return
  await build()
}

const COMMON = {
  absWorkingDir: ROOT,
  outdir: OUT,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20.12',
  // Without it each literal with `\p{…}` is compiled anew wherever it is used.
  supported: { 'regexp-unicode-property-escapes': true },
  // Names stay: a stack trace from a user must say where it was.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/** `charset: 'ascii'` leaves regular expressions as they are; an escape means there what the character does. */
function asAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

async function bundle(entryPoints) {
  const { build: esbuild } = await import('esbuild')
  return esbuild({
    ...COMMON,
    entryPoints,
    metafile: true,
    splitting: true,
    format: 'esm',
    mainFields: ['module', 'main'],
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [lazyPackages],
    charset: 'utf8',
  })
}

/** The text of the file for the bins, and the entries that its `import()`s lead to. */
async function bundleStart(names) {
  const { build: esbuild } = await import('esbuild')
  const late = {}
  const plugin = {
    name: 'late-imports',
    setup(build) {
      build.onResolve({ filter: /^/ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined
        const source = path.startsWith('.')
          ? relative(ROOT, join(resolveDir, path)).replaceAll('\\', '/')
          : path
        const name = names.get(source) ?? `late/${source.replace(/\.ts$/, '').replace(/\W+/g, '-')}`
        if (!names.has(source)) late[name] = source
        return { path: `./${name}.js`, external: true }
      })
    },
  }
  // One byte a character: V8 reads such a file in half the time.
  const options = { format: 'cjs', charset: 'ascii', entryPoints: [MAIN.source], plugins: [plugin] }
  const { outputFiles } = await esbuild({ ...COMMON, ...options })
  // Bytecode knows nothing of where it stands: start.cjs imports for it.
  const text = asAscii(outputFiles[0].text).replace(/\bimport\((?="\.\/)/g, 'late(')
  return { text: `(function (module, require, late) {${text}\n})`, late }
}

/**
 * esbuild gives a CommonJS package behind `import()` a default export alone; Node also finds its named ones. The
 * package is wrapped in a module that exports the names Node finds.
 */
const lazyPackages = {
  name: 'lazy-packages',
  setup(build) {
    const namespace = 'lazy-package'
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === namespace || /^node:/.test(path)) return undefined
      const found = await build.resolve(path, { kind, resolveDir, pluginData: namespace })
      if (found.external || found.errors.length > 0 || isModule(found.path)) return found
      return { path, namespace, pluginData: resolveDir }
    })
    build.onLoad({ filter: /.*/, namespace }, async ({ path, pluginData: resolveDir }) => {
      const names = Object.keys(await import(path)).filter(
        (name) => name !== 'default' && /^[\w$]+$/.test(name),
      )
      const exports = names.map((name, index) => `const e${index} = m[${JSON.stringify(name)}]`)
      const list = names.map((name, index) => `e${index} as ${JSON.stringify(name)}`).join(', ')
      const contents = [
        `const m = require(${JSON.stringify(path)})`,
        ...exports,
        'export default m',
        `export { ${list} }`,
      ]
      return { contents: contents.join('\n'), resolveDir }
    })
  },
}

function isModule(path) {
  if (/\.[mc]js$/.test(path)) return path.endsWith('.mjs')
  for (let folder = dirname(path); folder.length >= ROOT.length; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module'
  }
  return false
}

function replaceFolder(fresh, target) {
  const old = `${target}.old.${process.pid}`
  if (existsSync(target)) renameSync(target, old)
  renameSync(fresh, target)
  rmSync(old, { recursive: true, force: true })
}

function licences(metafile) {
  const folders = new Set()
  for (const input of Object.keys(metafile.inputs)) {
    const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)
    if (match) folders.add(match[0])
  }
  const sections = [...folders].sort().map((folder) => licenceOf(join(ROOT, folder)))
  return `${['The files of this folder contain code of the packages below.', ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return [`${name} ${version} (${license ?? 'see below'})`, ...texts].join('\n\n')
}

function sourceStamp() {
  const hash = createHash('sha256')
  const built = ['scripts/build.mjs', 'scripts/start.cjs', 'scripts/record-bytecode.cjs']
  for (const folder of ['src', 'generators', 'templates', ...built, 'package-lock.json']) {
    for (const path of filesBelow(join(ROOT, folder))) {
      hash.update(`${relative(ROOT, path)}\0${statSync(path).size}\0`).update(readFileSync(path))
    }
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { files, bytes } = await build()
  console.log(`dist: ${files} files, ${Math.round(bytes / 1024)} KiB`)
}
