import { diagnostic } from '../../diagnostics/index.ts'
import { type Block, flattenBlocks, type ListItem, type TextSpan } from '../../text/blocks.ts'
import { type Document, locate } from '../../text/document.ts'
import { scanBlocks } from '../../text/scan-blocks.ts'
import { allSections, type Section, sectionsOf } from '../../text/sections.ts'
import { PLAN_CODES } from '../codes.ts'
import type { ServiceMention, TaskReference } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { unwrapDocument } from '../unwrap.ts'
import { cleanTitle } from './boxes.ts'
import { plainHeading } from './headings.ts'
import { readReferences } from './references.ts'
import { isPlaceholder } from './statements.ts'
import type { SummaryEntry } from './summary-entry.ts'
import { readTaskTable } from './summary-table.ts'
import { normaliseId } from './task-id.ts'

export interface Summary {
  readonly title?: string | undefined
  readonly entries: readonly SummaryEntry[]
  readonly services: readonly ServiceMention[]
}

/** Reads `_tasks.md`: services, and tasks as list or table. */
export function readSummary(document: Document, reading: Reading): Summary {
  const range = unwrapDocument(document, reading.diagnostics)
  const blocks = scanBlocks(document, {
    from: range.bodyFrom,
    to: range.to,
    diagnostics: reading.diagnostics,
  })
  const root = sectionsOf(blocks)
  const sections = [root, ...allSections(root)]
  const entries = new Map<string, SummaryEntry>()
  for (const entry of sections.flatMap((section) => readEntries(section, reading))) {
    if (!entries.has(entry.id)) entries.set(entry.id, entry)
  }
  return {
    title: readTitle(blocks, reading),
    entries: [...entries.values()],
    services: sections.flatMap((section) => readServices(section, reading)),
  }
}

const NOISE =
  /[ \t]*[–—-]*[ \t]*(?:microservices?[ \t]+)?(?:implementation[ \t]+)?(?:task[ \t]+(?:summary|list)|tasks)[ \t]*$/i
const LEAD = /^(?:resumo de tarefas(?: de implementa[cç][aã]o)?(?: de| do| da)?|tasks?)[ \t]*[:–—-]?[ \t]*/i

function readTitle(blocks: readonly Block[], reading: Reading): string | undefined {
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1)
  if (heading?.kind !== 'heading') return undefined
  const bracket = /\[[A-Za-z][^\]]{0,60}\]/.exec(heading.text)
  if (bracket) {
    const start = heading.textStart + bracket.index
    if (isPlaceholder({ text: bracket[0], start, end: start + bracket[0].length }, reading)) return undefined
  }
  const text = heading.text.slice(0, 300)
  return cleanTitle(text.replace(NOISE, '').replace(LEAD, '')) || text
}

function readEntries(section: Section, reading: Reading): SummaryEntry[] {
  const phase = section.level > 2 ? section.heading?.text : undefined
  const entries: SummaryEntry[] = []
  const blocks = flattenBlocks(section.blocks)
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'table') entries.push(...readTaskTable(block, phase, reading))
    if (block.kind !== 'item' || !block.box) continue
    const entry = readLine(block, childrenOf(blocks, index, block.depth), reading)
    if (entry) entries.push({ ...entry, phase })
  }
  return entries
}

function childrenOf(blocks: readonly Block[], index: number, depth: number): ListItem[] {
  const children: ListItem[] = []
  for (let at = index + 1; at < blocks.length; at += 1) {
    const block = blocks[at]
    if (block?.kind !== 'item' || block.depth <= depth || block.box) break
    children.push(block)
  }
  return children
}

const LINE =
  /^[*_~[]{0,3}(?:task[ \t]+|tarefa[ \t]+)?(\d{1,4}(?:\.\d{1,4})?|T0\*\d)[*_~]{0,3}[ \t]*[:–—-]?[*_]{0,2}[ \t]+/i
const EXCLUDED = ['DEFERRED', 'EXCLUDED', 'REMOVED', 'SKIPPED']
const DEPENDS =
  /^[*_]{0,2}(?:depends[ _]on|depende de|depend[eê]ncias?|dependencies|blocked by|bloqueado por)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*/i

/** `4.0 Title`, `**4.0** Title`, `[4.0 Title](./4_task.md)`; undefined for subtasks and other boxes. */
function readLine(item: ListItem, children: readonly ListItem[], reading: Reading): SummaryEntry | undefined {
  const match = LINE.exec(item.text)
  const id = normaliseId(match?.[1] ?? '')
  if (!match) return undefined
  if (id === undefined) {
    reportMalformed(match[1] ?? '', item, reading)
    return undefined
  }
  if (!id.endsWith('.0')) return undefined
  const written = item.text.slice(match[0].length)
  const rest = written.includes('](') ? written.replace(/\]\([^)]{0,300}\)/, '') : written
  const isExcluded =
    (EXCLUDED.some((word) => rest.includes(word)) &&
      /\[?\b(?:DEFERRED|EXCLUDED|REMOVED|SKIPPED)\b\]?/.test(rest)) ||
    item.box?.state === '-'
  const isDone = item.box?.state === 'x' || item.box?.state === 'X'
  const isMarked = rest.includes('[') || rest.includes('(')
  const title = cleanTitle(
    !isMarked ? rest : rest.replace(/\[(?:DEFERRED|EXCLUDED|REMOVED|SKIPPED)\]|\([SML]\)/g, ''),
  )
  const complexity = isMarked ? /\(([SML])\)/.exec(rest)?.[1] : undefined
  const dependencies = children.flatMap((child) => readDependencies(child, reading) ?? [])
  const { document } = reading
  return {
    id,
    title,
    status: isExcluded ? 'excluded' : isDone ? 'completed' : 'pending',
    ...(complexity && { complexity: { S: 'low', M: 'medium', L: 'high' }[complexity] }),
    ...(dependencies.length > 0 && { blockedBy: dependencies }),
    isBox: true,
    path: document.path,
    origin: locate(document, item.textStart, item.end),
  }
}

function readDependencies(child: ListItem, reading: Reading): TaskReference[] | undefined {
  const match = DEPENDS.exec(child.text)
  if (!match) return undefined
  const span: TextSpan = {
    text: child.text.slice(match[0].length),
    start: child.textStart + match[0].length,
    end: child.end,
  }
  return readReferences(span, reading, false)
}

function reportMalformed(text: string, item: ListItem, { document, diagnostics }: Reading): void {
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/malformed-task-id', {
      message: `\`${text}\` is not a task id`,
      location: locate(document, item.textStart, item.textStart + text.length),
      hint: 'write the number of a task, such as `4.0`',
    }),
  )
}

const SERVICE = /^[*_]{0,2}(?:`([^`\n]{1,80})`|\[?([A-Za-z][\w-]{0,80})\]?)[*_]{0,2}[ \t]*[–—:-]?[ \t]*/

const SERVICE_HEADINGS = [
  ['core services', 'core'],
  ['servicos principais', 'core'],
  ['supporting services', 'supporting'],
  ['servicos de apoio', 'supporting'],
  ['servicos de suporte', 'supporting'],
] as const

/** `` - `auth-service` - purpose `` under Core Services and Supporting Services. */
function readServices(section: Section, reading: Reading): ServiceMention[] {
  const heading = plainHeading(section.heading?.text ?? '')
  const kind = SERVICE_HEADINGS.find(([beginning]) => heading.startsWith(beginning))?.[1]
  if (kind === undefined) return []
  return section.blocks.flatMap((block): ServiceMention[] => {
    if (block.kind !== 'item' || block.depth > 0) return []
    const match = SERVICE.exec(block.text)
    const name = (match?.[1] ?? match?.[2] ?? '').trim()
    if (!match || name === '') return []
    const start = block.textStart + match[0].indexOf(name)
    const bracket = /\[[^\]]{0,60}\]/.exec(name)?.[0]
    const span = { text: bracket ?? name, start, end: start + name.length }
    if (bracket !== undefined && isPlaceholder(span, reading)) return []
    const purpose = block.text.slice(match[0].length).trim()
    const isGateway = /(?:^|[-_])gateway$/i.test(name)
    const origin = locate(reading.document, start, start + name.length)
    return [{ name, kind: isGateway ? 'gateway' : kind, ...(purpose && { purpose }), origin }]
  })
}
