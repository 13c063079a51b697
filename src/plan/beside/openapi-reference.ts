import { type Diagnostics, diagnostic, type Location } from '../../diagnostics/index.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import type { Schema } from '../facts.ts'
import { CODES } from './codes.ts'
import type { Passage } from './passage.ts'
import { locateNode, textOf, valueAt } from './yaml-values.ts'

/** A YAML document that references lead to. */
export interface YamlSource {
  readonly passage: Passage
  readonly root: YamlNode
}

/** Why a reference to another file leads nowhere; `unreadable` has been reported where the file was read. */
export type ReferenceProblem = 'network' | 'outside' | 'absent' | 'unreadable'

/** The other files of the plan that references may name. */
export interface ReferencedFiles {
  open(from: Passage, file: string): YamlSource | ReferenceProblem
}

/** One OpenAPI document while it is read; `passage` and `root` are those of the file that is looked at. */
export interface OpenApiReading extends YamlSource {
  readonly diagnostics: Diagnostics
  /** Schemas by name, inline ones included, in order of their first use. */
  readonly schemas: Map<string, Schema>
  /** Names given to objects: one that is reached twice is one schema. */
  readonly named: Map<YamlNode, string>
  /** Names that are not to be given to objects without one. */
  readonly taken: ReadonlySet<string>
  /** undefined: references stay in their document. */
  readonly files?: ReferencedFiles | undefined
}

/** A node, and the reading of the file it stands in. */
export interface Found {
  readonly reading: OpenApiReading
  readonly node: YamlNode
}

/** A longer chain of references is taken for a circle. */
const MAX_HOPS = 40

/** Follows `$ref` to the end; reports and returns undefined where nothing is there. */
export function followReference(reading: OpenApiReading, node: YamlNode | undefined): Found | undefined {
  let found = node && { reading, node }
  const passed = new Map<YamlNode, Found>()
  while (found && referenceOf(found.node) !== undefined) {
    if (passed.has(found.node) || passed.size === MAX_HOPS) {
      reportCircle(found, passed)
      return undefined
    }
    passed.set(found.node, found)
    found = followOnce(found)
  }
  return found
}

/** Once for a circle, wherever it is entered: at the first of its places. */
function reportCircle(entered: Found, passed: ReadonlyMap<YamlNode, Found>): void {
  const all = [...passed.values()]
  const circle = all.slice(
    Math.max(
      0,
      all.findIndex(({ node }) => node === entered.node),
    ),
  )
  const places = circle.flatMap(({ reading, node }) => {
    const reference = valueAt(node, '$ref')
    return reference ? [{ reading, reference, key: placeKey(locateNode(reading.passage, reference)) }] : []
  })
  const first = places.sort((a, b) => (a.key < b.key ? -1 : 1))[0]
  if (!first) return
  const { reading, reference } = first
  report(reading, { reference, text: textOf(reference) ?? '', problem: 'circle' })
}

function placeKey({ path, start: { line, column } }: Location): string {
  return `${path} ${`${line}`.padStart(8, '0')} ${`${column}`.padStart(8, '0')}`
}

/** What the `$ref` of a node names, which may be a reference again. */
export function followOnce({ reading, node }: Found, isReported = true): Found | undefined {
  const reference = valueAt(node, '$ref')
  const text = textOf(reference)
  if (reference === undefined || text === undefined) return undefined
  const target = lookUp(reading, text)
  if (typeof target !== 'string') return target
  if (isReported && target !== 'unreadable') report(reading, { reference, text, problem: target })
  return undefined
}

/** The text of a `$ref`, if the node is one. */
export function referenceOf(node: YamlNode): string | undefined {
  return textOf(valueAt(node, '$ref'))
}

/** The last part of a reference: `Loan` of `common.yaml#/components/schemas/Loan`, `loan` of `schemas/loan.yaml`. */
export function nameInReference(reference: string): string {
  const [file = '', pointer = ''] = reference.split('#')
  const last = pointer.split('/').at(-1) ?? ''
  if (last !== '') return unescapePart(last)
  const name = file.split('/').at(-1) ?? ''
  return name.replace(/\.(?:ya?ml|json)$/i, '').replace(/\.schema$/i, '') || reference
}

type Problem = ReferenceProblem | 'undefined' | 'circle'

function lookUp(reading: OpenApiReading, reference: string): Found | Problem {
  const [file = '', pointer = ''] = splitReference(reference)
  const source = file === '' ? reading : openFile(reading, file)
  if (typeof source === 'string') return source
  const node = nodeAt(source.root, pointer)
  if (node === undefined) return 'undefined'
  return { node, reading: file === '' ? reading : { ...reading, ...sourceOnly(source) } }
}

const sourceOnly = ({ passage, root }: YamlSource): YamlSource => ({ passage, root })

function splitReference(reference: string): readonly [string, string] {
  const hash = reference.indexOf('#')
  return hash === -1 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)]
}

function openFile({ passage, files }: OpenApiReading, file: string): YamlSource | ReferenceProblem {
  if (/^file:/i.test(file)) return 'outside'
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(file)) return 'network'
  return files?.open(passage, file) ?? 'outside'
}

/** What stands at `/a/b`. */
function nodeAt(root: YamlNode, pointer: string): YamlNode | undefined {
  if (pointer === '' || pointer === '/') return root
  if (!pointer.startsWith('/')) return undefined
  let node: YamlNode | undefined = root
  for (const part of pointer.slice(1).split('/')) node = childAt(node, unescapePart(part))
  return node
}

function childAt(node: YamlNode | undefined, part: string): YamlNode | undefined {
  if (node?.kind !== 'sequence') return valueAt(node, part)
  return /^\d{1,9}$/.test(part) ? node.items[Number(part)] : undefined
}

/** `~1` is a slash in a pointer, `%7B` a brace. */
function unescapePart(part: string): string {
  const plain = part.replace(/%([0-7][0-9a-f])/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return plain.replaceAll('~1', '/').replaceAll('~0', '~')
}

interface Dangling {
  readonly reference: YamlNode
  readonly text: string
  readonly problem: Problem
}

const PROBLEMS: Readonly<Record<Problem, readonly [message: string, hint: string]>> = {
  undefined: ['does not exist', 'define it, or correct the name'],
  circle: ['leads back to itself', 'let one of the references name what is meant'],
  absent: ['names a file that is not there', 'add the file, or correct the path'],
  outside: ['leads out of the plan', 'copy what it names into the folder of the plan'],
  network: ['is on the network, which is never asked', 'copy what it names into the folder of the plan'],
  unreadable: ['names a file that cannot be read', 'correct the file'],
}

function report(
  { passage, diagnostics, files }: OpenApiReading,
  { reference, text, problem }: Dangling,
): void {
  const alone = problem === 'outside' && files === undefined
  const [message, hint] = PROBLEMS[problem]
  diagnostics.add(
    diagnostic(CODES, 'contract/dangling-reference', {
      message: `\`${text}\` ${alone ? 'leads out of this document' : message}`,
      location: locateNode(passage, reference),
      hint: alone ? 'copy the schema into `components.schemas`' : hint,
    }),
  )
}
