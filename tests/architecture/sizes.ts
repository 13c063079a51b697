/** How long files and functions are. */
import ts from 'typescript'
import { parse, place, type Rule, type Source, walk } from './source.ts'

const LIMITS = { file: 250, function: 60, parameters: 4 } as const

interface Measured {
  readonly at: string
  readonly size: number
}

export const nothingIsTooLong: Rule = (sources) => [
  ...over(fileSizes(sources), LIMITS.file, 'non-blank lines'),
  ...over(functionSizes(sources), LIMITS.function, 'lines in a function'),
  ...over(parameterCounts(sources), LIMITS.parameters, 'parameters'),
]

/** Most are far from the limits: what half and nine of ten of them stay within. */
const USUAL = { file: { half: 60, most: 160 }, function: { half: 5, most: 20 } } as const

export const mostIsShort: Rule = (sources) => [
  ...beyond('files', fileSizes(sources), USUAL.file),
  ...beyond('functions', functionSizes(sources), USUAL.function),
]

function beyond(
  what: string,
  measured: readonly Measured[],
  usual: { readonly half: number; readonly most: number },
): string[] {
  const sizes = measured.map(({ size }) => size).sort((a, b) => a - b)
  const at = (share: number) => sizes[Math.floor(sizes.length * share)] ?? 0
  const [half, most] = [at(0.5), at(0.9)]
  return half > usual.half || most > usual.most
    ? [
        `${what}: half have up to ${half} lines, nine of ten up to ${most}; not ${usual.half} and ${usual.most}`,
      ]
    : []
}

function over(measured: readonly Measured[], limit: number, what: string): string[] {
  return measured
    .filter(({ size }) => size > limit)
    .map(({ at, size }) => `${at}: ${size} ${what}, limit ${limit}`)
}

function fileSizes(sources: readonly Source[]): Measured[] {
  return sources.map(({ path, text }) => ({
    at: `${path}:1`,
    size: text.split('\n').filter((line) => line.trim() !== '').length,
  }))
}

function functionSizes(sources: readonly Source[]): Measured[] {
  return functions(sources, (file, node) => {
    const line = (offset: number) => file.getLineAndCharacterOfPosition(offset).line
    return line(node.end) - line(node.getStart(file)) + 1
  })
}

function parameterCounts(sources: readonly Source[]): Measured[] {
  return functions(sources, (_, node) => node.parameters.length)
}

function functions(
  sources: readonly Source[],
  measure: (file: ts.SourceFile, node: ts.FunctionLikeDeclaration) => number,
): Measured[] {
  return sources.flatMap((source) => {
    const file = parse(source)
    const measured: Measured[] = []
    walk(file, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return
      const named = node as ts.FunctionLikeDeclaration
      measured.push({ at: place(file, node), size: measure(file, named) })
    })
    return measured
  })
}
