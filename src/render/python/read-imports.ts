/** Import statements of a module: reading them, and finding which of their names the module uses. */
import type { LogicalLine, Token } from './read-lines.ts'
import { boundName, type Import } from './sort-imports.ts'

export function isImport(line: LogicalLine | undefined): boolean {
  const [first, second] = line?.tokens ?? []
  if (line?.kind !== 'code' || first?.kind !== 'name') return false
  return first.text === 'import' || (first.text === 'from' && second !== undefined)
}

export function isTypeChecking(line: LogicalLine | undefined): boolean {
  return /^if\s+(?:typing\.)?TYPE_CHECKING\s*:$/.test(line?.text ?? '')
}

/** All names of one statement. */
export function readImports(line: LogicalLine): Import[] {
  const texts = line.tokens.map((token) => token.text)
  const at = texts.indexOf('import')
  const from = texts[0] === 'from' ? texts.slice(1, at).join('') : undefined
  const parts: string[][] = [[]]
  for (const text of texts.slice(at + 1)) {
    if (text === ',') parts.push([])
    else if (text !== '(' && text !== ')') parts.at(-1)?.push(text)
  }
  return parts.filter((part) => part.length > 0).map((part) => toImport(part, from, line.comment))
}

function toImport(words: readonly string[], from: string | undefined, comment: string): Import {
  const as = words.indexOf('as')
  const name = words.slice(0, as < 0 ? undefined : as).join('')
  return { from, name, alias: as < 0 ? undefined : words[as + 1], comment }
}

/** Whether the import has a purpose beside the names it binds, or binds a used name. */
export function isKept(entry: Import, used: ReadonlySet<string>): boolean {
  if (entry.from === '__future__' || entry.name === '*' || entry.alias === entry.name) return true
  return /noqa/i.test(entry.comment) || used.has(boundName(entry))
}

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_]*/gu

/** Names that the lines read: attributes, keyword arguments and names being defined are not reads. */
export function usedNames(lines: readonly LogicalLine[]): Set<string> {
  const used = new Set<string>()
  for (const line of lines) {
    // A docstring or comment names nothing.
    if (line.tokens.length > 1 || line.tokens[0]?.kind === 'name') addNames(line, used)
  }
  return used
}

function addNames({ tokens }: LogicalLine, used: Set<string>): void {
  const isAll = tokens[0]?.text === '__all__'
  let depth = 0
  let at = 0
  for (const { kind, text } of tokens) {
    if (kind === 'op') depth += bracketStep(text)
    else if (kind === 'string') for (const name of namesInString(tokens, at, isAll)) used.add(name)
    else if (kind === 'name' && !used.has(text) && isRead(tokens, at, depth)) used.add(text)
    at += 1
  }
}

function bracketStep(operator: string): number {
  if ('([{'.includes(operator)) return 1
  return ')]}'.includes(operator) ? -1 : 0
}

function isRead(tokens: readonly Token[], at: number, depth: number): boolean {
  const previous = tokens[at - 1]?.text
  const next = tokens[at + 1]?.text
  if (previous === '.' || previous === 'def' || previous === 'class' || previous === 'as') return false
  if (next === '=' && (previous === undefined || ',(*'.includes(previous))) return false
  const isDefinition = tokens[0]?.text === 'def' || tokens[1]?.text === 'def'
  if (next === ':') return !(at === 0 || (isDefinition && depth === 1))
  return true
}

/** Names in the text of annotations and casts, and in the fields of f-strings. */
function namesInString(tokens: readonly Token[], at: number, isAll: boolean): string[] {
  const text = tokens[at]?.text ?? ''
  if (/^[rb]*f/i.test(text))
    return [...text.matchAll(/\{([^{}]*)\}/g)].flatMap((field) => identifiers(field[1] ?? ''))
  const isCast = tokens[at - 1]?.text === '(' && tokens[at - 2]?.text === 'cast'
  return isAll || isCast || isAnnotation(tokens, at) ? identifiers(text) : []
}

function identifiers(text: string): string[] {
  return text.match(IDENTIFIER) ?? []
}

/** Whether the token stands in an annotation of a parameter, a variable or a result. */
function isAnnotation(tokens: readonly Token[], at: number): boolean {
  const isDefinition = tokens[0]?.text === 'def' || tokens[1]?.text === 'def'
  let outside = 0
  for (let index = at - 1; index >= 0; index -= 1) {
    const text = tokens[index]?.text ?? ''
    if (tokens[index]?.kind !== 'op') {
      if (outside === -1 && text === 'Literal') return false
      continue
    }
    if (outside <= 0 && text === '->') return true
    if (outside <= 0 && text === '=') return false
    if (outside <= 0 && text === ':') return isDefinition || index === 1 || tokens[0]?.text === 'self'
    if (text === '{' || (text === '(' && outside <= 0)) return false
    outside -= bracketStep(text)
  }
  return false
}
