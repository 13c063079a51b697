import { diagnostic } from '../../diagnostics/index.ts'
import { type Block, flattenBlocks, type Heading, type TextSpan } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import { readFrontMatter } from '../../text/front-matter.ts'
import { scanBlocks } from '../../text/scan-blocks.ts'
import { sectionsOf } from '../../text/sections.ts'
import { textOf, valueAt, type YamlMapping } from '../../text/yaml-node.ts'
import { PLAN_CODES } from '../codes.ts'
import { emptyFacts } from '../empty-facts.ts'
import type { ReadOptions } from '../family.ts'
import type { Task } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import { unwrapDocument } from '../unwrap.ts'
import { readBlockedBy } from './blocked-by.ts'
import { type Boxes, readBoxes } from './boxes.ts'
import { readReferences } from './references.ts'
import { readServiceStatement } from './service-name.ts'
import { isPlaceholder, readContext, readLabelled } from './statements.ts'
import { readOverview, readPaths, readTaskRequirements, readTitle } from './task-body.ts'
import { readTaskStatus } from './task-status.ts'

/** A task file with what its place says. */
export interface TaskFile {
  readonly document: Document
  /** From the file name, normalised. */
  readonly id: string
  /** Folder between the feature and the file: a service, `shared`, or undefined for a flat plan. */
  readonly folder?: string | undefined
}

export interface ReadTask {
  readonly task: Task
  readonly document: Document
  /** Whether the file itself states a status or dependencies; else the summary may. */
  readonly statesStatus: boolean
  readonly statesBlockedBy: boolean
  readonly blocks: readonly Block[]
}

const UNBLOCKS = new Set(['desbloqueia', 'unblocks'])
const PARALLEL = new Set(['paralelizavel', 'parallelizable'])

/** Reads a task file whole, but for the facts in its blocks; without them criteria, requirements and overview are left out, too. */
export async function readTaskFile(
  file: TaskFile,
  reading: Reading,
  options: ReadOptions,
): Promise<ReadTask> {
  const { document } = file
  const range = unwrapDocument(document, reading.diagnostics)
  const meta = await readFrontMatter(document, reading.diagnostics, range.from)
  const blocks = scanBlocks(document, { ...range, from: range.bodyFrom, diagnostics: reading.diagnostics })
  const root = sectionsOf(blocks)
  const context = readContext(blocks, reading)
  const headings = flattenBlocks(blocks).filter((block): block is Heading => block.kind === 'heading')
  const title = readTitle(headings)
  const boxes = readBoxes(root, file.id, reading)
  const status = readTaskStatus({ meta, blocks, boxes, title }, reading)
  const blockedBy = readBlockedBy({ meta, blocks, hints: context.get('dependencies') }, reading)
  const unblocks = context.get('unblocks') ?? readLabelled(blocks, UNBLOCKS)
  const service = readServiceStatement({ meta, context, folder: file.folder }, reading)
  const complexity = textOf(valueAt(meta, 'complexity'))
  const task: Task = {
    id: file.id,
    title: title?.title || textOf(valueAt(meta, 'title')) || '',
    overview: options.facts ? readOverview(root) : undefined,
    status: status.status,
    ...service,
    parallel: readParallel(meta, blocks),
    labels: [],
    paths: readPaths(root, reading),
    blockedBy: blockedBy ?? [],
    statesBlockedBy: blockedBy !== undefined,
    unblocks: unblocks ? readReferences(unblocks, reading, false) : [],
    subtasks: boxes.subtasks,
    criteria: options.facts ? await criteriaOf(boxes, document) : [],
    context: { ...(complexity && { complexity: complexity.toLowerCase() }), ...contextWords(context) },
    communication: readAlternatives(meta, 'communication_type', reading),
    database: readAlternatives(meta, 'database', reading)[0],
    requirements: options.facts ? readTaskRequirements(blocks, root, reading) : [],
    facts: emptyFacts(service.service),
    path: document.path,
    origin: title ? locate(document, title.span.start, title.span.end) : locate(document, 0, 0),
  }
  return { task, document, statesStatus: status.isStated, statesBlockedBy: blockedBy !== undefined, blocks }
}

async function criteriaOf({ criteria }: Boxes, document: Document): Promise<Task['criteria']> {
  const { readCriteria } = await import('./criteria.ts')
  return readCriteria(criteria, document)
}

function readParallel(meta: YamlMapping | undefined, blocks: readonly Block[]): boolean {
  const text = textOf(valueAt(meta, 'parallelizable')) ?? readLabelled(blocks, PARALLEL)?.text ?? ''
  return /^(?:true|partial|yes|sim)\b/i.test(text.trim())
}

function contextWords(context: ReadonlyMap<string, TextSpan>): Record<string, string> {
  const words: Record<string, string> = Object.create(null)
  for (const [name, span] of context) {
    if (name !== 'service' && name !== 'unblocks') words[name] = span.text.toLowerCase()
  }
  return words
}

const ALTERNATIVES: Readonly<Record<string, readonly string[]>> = {
  communication_type: ['grpc', 'rest', 'kafka'],
  database: ['service_specific', 'shared'],
}

/** `grpc`, `grpc|rest`, `[grpc, rest]`; the whole list of the template is no choice. */
function readAlternatives(meta: YamlMapping | undefined, key: string, reading: Reading): string[] {
  const node = valueAt(meta, key)
  const scalars = node?.kind === 'sequence' ? node.items : node ? [node] : []
  return scalars.flatMap((scalar) => {
    const text = textOf(scalar)
    if (text === undefined || isPlaceholder({ text, start: scalar.start, end: scalar.end }, reading))
      return []
    return text.split(/[|,]/).flatMap((part) => {
      const word = part.trim().toLowerCase()
      if (word === '' || word === 'none') return []
      if (ALTERNATIVES[key]?.includes(word)) return [word]
      reportUnknown(key, word, scalar, reading)
      return []
    })
  })
}

function reportUnknown(
  key: string,
  word: string,
  span: { start: number; end: number },
  reading: Reading,
): void {
  reading.diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/unknown-value', {
      message: `\`${key}\` is \`${shorten(word)}\`, which means nothing here`,
      location: locate(reading.document, span.start, span.end),
      hint: `write one of ${(ALTERNATIVES[key] ?? []).map((known) => `\`${known}\``).join(', ')}`,
    }),
  )
}
