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

/** Median, 90th percentile and largest of files and functions, for a person to read. */
export function sizeReport(sources: readonly Source[]): string {
  const row = (name: string, measured: readonly Measured[]) => {
    const sizes = measured.map(({ size }) => size).sort((a, b) => a - b)
    const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0
    return `${name}: ${sizes.length}, median ${at(0.5)}, p90 ${at(0.9)}, largest ${at(1)}`
  }
  return `${row('files', fileSizes(sources))}; ${row('functions', functionSizes(sources))}`
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
