/** Who may import whom, and which file is the home of which package. */
import { posix } from 'node:path'
import ts from 'typescript'
import { parse, place, type Rule, type Source, walk } from './source.ts'

/** Imports point left; names in one row may not import each other. */
const ORDER: readonly (readonly string[])[] = [
  ['ports', 'diagnostics'],
  ['text'],
  ['plan'],
  ['system'],
  ['generator'],
  ['outline'],
  ['schedule'],
  ['checks'],
  ['pack'],
  ['render'],
  ['merge'],
  ['workspace'],
  ['verify'],
  ['pipeline'],
  ['commands'],
  ['cli', 'plop', 'mcp', 'index'],
]
const GENERATORS_MAY_IMPORT = ['generator', 'system']

/** Homes that are not simply "one file, whichever". */
const HOMES: Readonly<Record<string, RegExp>> = {
  ejs: /^src\/render\/[^/]+\.ts$/,
  'fs-extra': /^src\/workspace\/disk\.ts$/,
  plop: /^src\/plop\.ts$/,
  '@clack/prompts': /^src\/cli\/terminal\.ts$/,
  picocolors: /^src\/cli\/terminal\.ts$/,
  commander: /^src\/cli\/[^/]+\.ts$/,
  'node:fs': /^src\/workspace\//,
  'node:fs/promises': /^src\/workspace\//,
  'node:child_process': /^src\/(verify|workspace)\//,
  'ts-morph': /^src\/pack\/[^/]+\.ts$/,
}
/** Merge drivers read the same formats once more; Node's own modules have no single home. */
const SHARED_HOME = /^src\/merge\/drivers\//

interface Import {
  readonly from: string
  readonly at: string
  readonly specifier: string
}

export const importsPointLeft: Rule = (sources) =>
  importsOf(sources).flatMap(({ from, at, specifier }) => {
    if (!specifier.startsWith('.')) return []
    const target = posix.join(posix.dirname(from), specifier)
    return mayImport(from, target) ? [] : [`${at}: ${room(from)} may not import ${target}`]
  })

export const packagesHaveOneHome: Rule = (sources) => {
  const homes = new Map<string, string>()
  return importsOf(sources).flatMap(({ from, at, specifier }) => {
    if (specifier.startsWith('.') || SHARED_HOME.test(from)) return []
    const name = packageName(specifier)
    if (from.startsWith('generators/')) return [`${at}: a generator imports no package, here ${name}`]
    const home = HOMES[name]
    if (home && !home.test(from)) return [`${at}: ${name} belongs to ${home.source}`]
    if (name.startsWith('node:')) return []
    const other = homes.get(name) ?? from
    homes.set(name, other)
    return other === from ? [] : [`${at}: ${name} is already imported by ${other}`]
  })
}

/** Types count: what two files need of each other belongs into a third. */
export const importsRunInNoCircle: Rule = (sources) => {
  const imports = new Map<string, Import[]>()
  for (const found of importsOf(sources).filter(({ specifier }) => specifier.startsWith('.')))
    imports.set(found.from, [...(imports.get(found.from) ?? []), found])
  const done = new Set<string>()
  const circles: string[] = []
  const follow = (path: string, way: readonly string[]): void => {
    if (done.has(path)) return
    for (const { at, specifier } of imports.get(path) ?? []) {
      const target = posix.join(posix.dirname(path), specifier)
      const start = [...way, path].indexOf(target)
      if (start === -1) follow(target, [...way, path])
      else circles.push(`${at}: ${[...way, path].slice(start).join(' -> ')} -> ${target}`)
    }
    done.add(path)
  }
  for (const path of imports.keys()) follow(path, [])
  return circles
}

function importsOf(sources: readonly Source[]): Import[] {
  return sources.flatMap((source) => {
    const file = parse(source)
    const imports: Import[] = []
    walk(file, (node) => {
      const specifier = specifierOf(node)
      if (specifier && ts.isStringLiteral(specifier)) {
        imports.push({ from: source.path, at: place(file, node), specifier: specifier.text })
      }
    })
    return imports
  })
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0]
  return undefined
}

function mayImport(from: string, target: string): boolean {
  const [fromRoot, toRoot] = [from.split('/')[0], target.split('/')[0]]
  if (fromRoot === 'generators') {
    return toRoot === 'generators' || (toRoot === 'src' && GENERATORS_MAY_IMPORT.includes(room(target)))
  }
  if (toRoot !== 'src') return false
  const [left, right] = [rank(room(target)), rank(room(from))]
  return room(from) === room(target) || (left !== -1 && left < right)
}

/** `plan` for `src/plan/read-plan.ts`, `pipeline` for `src/pipeline.ts`, `generators` outside of src. */
function room(path: string): string {
  const [root = '', second = ''] = path.split('/')
  return root === 'src' ? second.replace(/\.ts$/, '') : root
}

function rank(name: string): number {
  return ORDER.findIndex((row) => row.includes(name))
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
