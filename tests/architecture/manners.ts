/** Who may speak, who may end the process, where diagnostics are declared. */
import ts from 'typescript'
import { parse, place, type Rule, type Source, walk } from './source.ts'

export const onlyBinsSetTheExitCode: Rule = (sources) =>
  offences(
    sources.filter(({ path }) => !path.startsWith('bin/')),
    /^process\.(exitCode|exit|abort)$/,
    'only bin ends the process',
  )

export const onlyCliPrints: Rule = (sources) =>
  offences(
    sources.filter(({ path }) => !/^(bin|src\/cli)\//.test(path)),
    /^(console\.\w+|process\.(stdout|stderr|stdin))$/,
    'only cli prints and asks',
  )

function offences(sources: Parameters<Rule>[0], access: RegExp, why: string): string[] {
  return sources.flatMap((source) => {
    const file = parse(source)
    const found: string[] = []
    walk(file, (node) => {
      if (!ts.isPropertyAccessExpression(node) || !access.test(node.getText(file))) return
      found.push(`${place(file, node)}: ${node.getText(file)}; ${why}`)
    })
    return found
  })
}

/** Each `area/what-is-wrong` is a key of exactly one `defineCodes` call, in a `codes.ts`. */
export const codesAreDeclaredOnce: Rule = (sources) => {
  const seen = new Map<string, string>()
  return sources.flatMap((source) => {
    const file = parse(source)
    const found: string[] = []
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText(file) !== 'defineCodes') return
      if (!source.path.endsWith('/codes.ts')) found.push(`${place(file, node)}: codes belong in codes.ts`)
      for (const [code, at] of keysOf(file, node.arguments[0])) {
        const first = seen.get(code)
        if (first) found.push(`${at}: ${code} is already declared at ${first}`)
        seen.set(code, at)
      }
    })
    return found
  })
}

/**
 * Each declared code stands somewhere else, too: whole, or as its parts where the code is put together, as in
 * `` `area/${kind}` ``.
 */
export const codesAreRaised: Rule = (sources) => {
  const declared = new Map<string, string>()
  const words = new Set<string>()
  const areas = new Set<string>()
  for (const source of sources) {
    if (source.path.endsWith('/codes.ts')) {
      for (const [code, at] of declaredIn(source)) declared.set(code, at)
      continue
    }
    walk(parse(source), (node) => {
      if (ts.isStringLiteralLike(node)) words.add(node.text)
      if (ts.isTemplateExpression(node) && node.head.text.endsWith('/')) areas.add(node.head.text)
    })
  }
  const isRaised = (code: string) => {
    const end = code.indexOf('/') + 1
    return words.has(code) || (areas.has(code.slice(0, end)) && words.has(code.slice(end)))
  }
  return [...declared].flatMap(([code, at]) => (isRaised(code) ? [] : [`${at}: nothing raises ${code}`]))
}

/** Each declared code is named by a test; those of the rules themselves do not count. */
export const codesAreTested: Rule = (sources) => {
  const isTest = (path: string) => /^tests\/(?!architecture\/|architecture\.test)/.test(path)
  const named = new Set(
    sources
      .filter(({ path }) => isTest(path))
      .flatMap(({ text }) => text.match(/[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? []),
  )
  return sources
    .filter(({ path }) => path.endsWith('/codes.ts'))
    .flatMap((source) => [...declaredIn(source)])
    .flatMap(([code, at]) => (named.has(code) ? [] : [`${at}: no test names ${code}`]))
}

function declaredIn(source: Source): ReadonlyMap<string, string> {
  const declared = new Map<string, string>()
  const file = parse(source)
  walk(file, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText(file) !== 'defineCodes') return
    for (const [code, at] of keysOf(file, node.arguments[0])) declared.set(code, at)
  })
  return declared
}

function keysOf(file: ts.SourceFile, table: ts.Expression | undefined): [string, string][] {
  if (!table || !ts.isObjectLiteralExpression(table)) return []
  return table.properties.flatMap((property): [string, string][] =>
    property.name && ts.isStringLiteral(property.name) ? [[property.name.text, place(file, property)]] : [],
  )
}
