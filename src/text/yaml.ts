/** The one reading module of the `yaml` package. Heavy to load: import it where YAML is really read. */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Document as Parsed,
  parseAllDocuments,
} from 'yaml'
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { TEXT_CODES } from './codes.ts'
import { type Document, locate } from './document.ts'
import type { YamlEntry, YamlNode } from './yaml-node.ts'

const MAX_DEPTH = 100
/** Nodes after aliases are followed; a plan has a few hundred. */
const MAX_NODES = 200_000
const MAX_LENGTH = 2_000_000

/** A YAML text inside a document. */
export interface YamlSource {
  readonly document: Document
  readonly text: string
  /** Maps an offset of `text` to an offset of the document. Default: the same. */
  readonly place?: ((offset: number) => number) | undefined
  /** What cannot be read is reported as this; default `text/unreadable-yaml`. */
  readonly code?: 'text/unreadable-yaml' | 'text/unreadable-front-matter' | undefined
}

/**
 * Reads YAML 1.2 (core schema, no tags, unique keys): one node for each document of the stream.
 * Reports the first thing that cannot be read and returns undefined then; never throws.
 */
export function readYaml(source: YamlSource, diagnostics: Diagnostics): readonly YamlNode[] | undefined {
  const problem = parse(source)
  if ('nodes' in problem) return problem.nodes
  const place = source.place ?? ((offset) => offset)
  const start = place(Math.min(problem.start, source.text.length))
  const end = Math.max(start, place(Math.min(problem.end, source.text.length)))
  diagnostics.add(
    diagnostic(TEXT_CODES, source.code ?? 'text/unreadable-yaml', {
      message: `YAML cannot be read: ${problem.message}`,
      location: locate(source.document, start, end),
      hint: 'put quotes around the value, or correct the indentation',
    }),
  )
  return undefined
}

type Problem = { readonly message: string; readonly start: number; readonly end: number }

function parse(source: YamlSource): Problem | { readonly nodes: readonly YamlNode[] } {
  const { text } = source
  if (text.length > MAX_LENGTH) return { message: 'it is longer than 2 MB', start: 0, end: 0 }
  const deep = findDepth(text)
  if (deep !== undefined)
    return { message: `it nests deeper than ${MAX_DEPTH} levels`, start: deep, end: deep + 1 }
  try {
    const documents = parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: true,
      logLevel: 'silent',
    })
    if ('empty' in documents) return { nodes: [] }
    const error = documents.flatMap((parsed) => parsed.errors)[0]
    if (error) return { message: firstLine(error.message), start: error.pos[0], end: error.pos[1] }
    return { nodes: documents.map((parsed) => convertDocument(parsed, source)) }
  } catch (error) {
    // The library recurses: text that nests by indentation may exhaust the stack.
    if (error instanceof RangeError) return { message: 'it nests too deep', start: 0, end: 0 }
    if (error instanceof TooBig) return { message: error.message, start: 0, end: 0 }
    throw error
  }
}

const firstLine = (message: string): string =>
  (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').toLowerCase()

/** Offset where brackets, or dashes of one line, nest deeper than allowed. */
function findDepth(text: string): number | undefined {
  let brackets = 0
  let dashes = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '[' || char === '{') brackets += 1
    else if (char === ']' || char === '}') brackets = Math.max(0, brackets - 1)
    else if (char === '\n') dashes = 0
    else if ((char === '-' || char === '?' || char === ':') && text[at + 1] === ' ') dashes += 1
    if (brackets > MAX_DEPTH || dashes > 10 * MAX_DEPTH) return at
  }
  return undefined
}

class TooBig extends Error {}

interface Conversion {
  readonly parsed: Parsed
  readonly text: string
  readonly place: (offset: number) => number
  readonly targets: Map<Alias, Node | undefined>
  nodes: number
}

function convertDocument(parsed: Parsed, source: YamlSource): YamlNode {
  const conversion = {
    parsed,
    text: source.text,
    place: source.place ?? ((offset: number) => offset),
    targets: new Map(),
    nodes: 0,
  }
  return convert(conversion, parsed.contents, 0)
}

function convert(conversion: Conversion, node: Node | null | undefined, depth: number): YamlNode {
  conversion.nodes += 1
  if (conversion.nodes > MAX_NODES) throw new TooBig('its aliases make too many values')
  if (depth > MAX_DEPTH) throw new TooBig(`it nests deeper than ${MAX_DEPTH} levels`)
  const span = spanOf(conversion, node)
  if (isAlias(node)) return convert(conversion, resolve(conversion, node), depth + 1)
  if (isSeq(node)) {
    return {
      kind: 'sequence',
      items: node.items.map((item) => convert(conversion, item as Node, depth + 1)),
      ...span,
    }
  }
  if (isMap(node)) {
    const entries: YamlEntry[] = node.items.map((pair) => ({
      key: toScalar(convert(conversion, pair.key as Node, depth + 1)),
      value: convert(conversion, pair.value as Node, depth + 1),
    }))
    return { kind: 'mapping', entries, ...span }
  }
  if (!isScalar(node)) return { kind: 'scalar', text: '', value: null, quoted: false, ...span }
  const { value, source, type } = node
  const known =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  const text = source ?? (known === null ? '' : String(known))
  return { kind: 'scalar', text, value: known, quoted: type !== undefined && type !== 'PLAIN', ...span }
}

/** Looked up once: the library walks through the document for each. */
function resolve({ parsed, targets }: Conversion, alias: Alias): Node | undefined {
  if (!targets.has(alias)) targets.set(alias, alias.resolve(parsed))
  return targets.get(alias)
}

const toScalar = (node: YamlNode) =>
  node.kind === 'scalar'
    ? node
    : { kind: 'scalar' as const, text: '', value: null, quoted: false, start: node.start, end: node.end }

function spanOf({ place }: Conversion, node: Node | null | undefined): { start: number; end: number } {
  const [start, end] = node?.range ?? [0, 0]
  return { start: place(start), end: place(end) }
}
