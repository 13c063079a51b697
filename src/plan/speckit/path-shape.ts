/** Whether a word is the path of a file or folder, a route, an absolute path, or none of these. */

export type PathShape = 'file' | 'folder' | 'absolute' | 'maybe' | undefined

const EXTENSIONS = new Set(
  `py pyi pyx ts tsx js jsx mjs cjs mts cts json jsonl json5 yaml yml toml md mdx rst sql sh bash zsh ps1 bat go rs kt
  kts java scala clj rb php cs csproj sln fs swift dart m mm c h cpp hpp cc proto graphql gql html htm css scss sass
  less vue svelte astro txt csv tsv ini cfg conf lock xml gradle properties plist tf tfvars hcl prisma ipynb lua ex exs
  erl hs jl zig mk cmake arb svg png jpg jpeg gif ico webp pdf jinja jinja2 j2 ejs hbs tmpl snap parquet wasm xlsx docx
  storyboard xib entitlements pbxproj podspec service timer example sample`.split(/\s+/),
)
/** Extensions that a word without a folder may end in for another reason: `process.env`, `req.service`. */
const NEED_FOLDER = new Set('m h c service timer example sample lock r conf properties'.split(' '))
const NAMES = new Set(
  `Makefile Dockerfile Containerfile Procfile Justfile justfile Gemfile Rakefile Podfile Jenkinsfile Vagrantfile Pipfile
  Caddyfile LICENSE NOTICE CODEOWNERS Tiltfile go.mod go.sum`.split(/\s+/),
)
const LOCKS = /^(?:uv|poetry|yarn|Cargo|pubspec|Gemfile|Pipfile|composer|flake|bun)\.lock$/
const DOTFILE =
  /^\.(?:env|envrc|git[a-z]+|docker[a-z]+|editorconfig|[a-z-]*ignore|[a-z]+rc|[a-z]+-version|nvmrc)(?:\.[\w.-]+)?$/
const DOTTED_FILE = /^\.[\w-]+\.(?:ya?ml|jsonc?|toml|[cm]?js|ini|cfg|md)$/
/** Names of libraries that look like files. */
const LIBRARIES =
  /^(?:node|next|vue|react|nuxt|express|three|d3|chart|alpine|ember|nest|backbone|electron|solid|p5|discord|crypto|moment|day|bignumber|web3|ethers|paper|pdf|tensorflow|socket|asp|prism|highlight|lodash|swiper|stripe|pdfjs|babylon|phaser|fabric|konva|leaflet|mapbox)\.js$|Response\.json$/i
/** Segments, none of them empty; a slash at the end is of a folder. */
const PATH = /^(?:[\w.@+$~()[\]-]+\/)*[\w.@+$~()[\]-]+\/?$/
const FOLDERS = new Set(
  `src tests test lib libs app apps api backend frontend server client web mobile ios android packages package services
  scripts docs doc config configs infra infrastructure deploy deployment k8s helm charts migrations alembic db database
  internal cmd pkg bin tools specs spec contracts examples e2e public static assets resources components pages views
  templates data fixtures proto protos modules core shared common .github .vscode .claude .specify`.split(
    /\s+/,
  ),
)

/** First folders of paths that are certain: they make others of the plan certain. */
export type Roots = ReadonlySet<string>

/** `Makefile`. */
export const isFileByName = (word: string): boolean => NAMES.has(word)

/** The shape of a word by itself; `maybe`: a path if its first folder is one. */
export function shapeOf(word: string): PathShape {
  if (!/[/.\\]/.test(word)) return isFileByName(word) ? 'file' : undefined
  if (word.length < 2 || word.includes('*') || word.includes('://') || word.includes('=')) return undefined
  if (/^(?:[A-Za-z]:[\\/]|~\/)/.test(word)) return 'absolute'
  if (word.startsWith('/')) return hasExtension(lastOf(word)) ? 'absolute' : undefined
  const path = word.startsWith('./') ? word.slice(2) : word
  if (!path.includes('/')) return isFileName(path) ? 'file' : undefined
  if (path.startsWith('@') || !PATH.test(path)) return undefined
  if (path.includes('..') && path.split('/').includes('..')) return undefined
  if (path.endsWith('/')) return /[A-Za-z0-9]/.test(path) ? 'folder' : undefined
  const last = lastOf(path)
  if (NAMES.has(last) || hasExtension(last) || DOTFILE.test(last)) return 'file'
  return 'maybe'
}

/** Whether a path without an extension starts at a folder of the plan. */
export function startsAt(path: string, roots: Roots): boolean {
  const first = path.slice(0, path.indexOf('/'))
  return FOLDERS.has(first) || roots.has(first)
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function hasExtension(name: string): boolean {
  return name.includes('.') && EXTENSIONS.has(extensionOf(name).toLowerCase())
}

function isFileName(name: string): boolean {
  if (NAMES.has(name) || LOCKS.test(name) || DOTFILE.test(name) || name === '__init__.py') return true
  if (!/^[\w.@+[\]-]+$/.test(name) || LIBRARIES.test(name)) return false
  if (name.startsWith('.')) return DOTTED_FILE.test(name)
  const extension = extensionOf(name)
  return name.includes('.') && EXTENSIONS.has(extension) && !NEED_FOLDER.has(extension)
}

const SUFFIX =
  /(?::\d{1,6}(?:-\d{1,6})?(?::\d{1,6})?|:lines?|:L\d{1,6}(?:-L?\d{1,6})?|#L\d{1,6}(?:-L?\d{1,6})?)$/

/** Without what names a place inside the file: `::test_x`, `:12`, `#L3`. */
export function withoutPlace(word: string): string {
  const cut = word.indexOf('::')
  const path = cut > 0 ? word.slice(0, cut) : word
  if (!path.includes(':') && !path.includes('#')) return path
  const tail = SUFFIX.exec(path.slice(-32))?.[0] ?? ''
  return tail === '' ? path : path.slice(0, -tail.length)
}

const MOST = 64

/** `src/{a,b}.py` is two paths; undefined where braces hold a parameter, or too much. */
export function expandBraces(word: string): readonly string[] | undefined {
  if (!word.includes('{')) return word.includes('}') ? undefined : [word]
  let paths: readonly string[] = ['']
  let at = 0
  for (let open = word.indexOf('{'); open !== -1; open = word.indexOf('{', at)) {
    const close = word.indexOf('}', open)
    const inside = close === -1 ? [] : word.slice(open + 1, close).split(',')
    if (inside.length < 2 || inside.some((part) => part.includes('{')) || paths.length * inside.length > MOST)
      return undefined
    const before = word.slice(at, open)
    paths = paths.flatMap((path) => inside.map((part) => path + before + part.trim()))
    at = close + 1
  }
  return word.includes('}', at) ? undefined : paths.map((path) => path + word.slice(at))
}
