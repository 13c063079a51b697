/** What a task file says that its task waits for. */
import type { Block, TextSpan } from '../../text/blocks.ts'
import { valueAt, type YamlMapping, type YamlNode } from '../../text/yaml-node.ts'
import type { Task, TaskReference } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { readNodeReferences, readReferences } from './references.ts'
import { readLabelled } from './statements.ts'
import { isNoId } from './task-id.ts'

const KEYS = ['blocked_by', 'dependencies', 'depends_on']
const LABELS: ReadonlySet<string> = new Set(['bloqueado_por', 'blocked_by', 'depends_on', 'depende_de'])

/** Where dependencies may stand: the value in the front matter, the rest of a line such as `Blocked by: 1.0`. */
export const blockedByNode = (meta: YamlMapping | undefined): YamlNode | undefined =>
  KEYS.map((key) => valueAt(meta, key)).find((value) => value !== undefined)
export const blockedByLine = (blocks: readonly Block[]): TextSpan | undefined => readLabelled(blocks, LABELS)

interface Sources {
  readonly meta: YamlMapping | undefined
  readonly blocks: readonly Block[]
  /** `<dependencies>` of the context. */
  readonly hints: TextSpan | undefined
}

/** Front matter, then a line of the body; undefined where neither says anything. */
export function readBlockedBy(
  { meta, blocks, hints }: Sources,
  reading: Reading,
): Task['blockedBy'] | undefined {
  const hinted = hints ? hintedReferences(hints, reading) : []
  const node = blockedByNode(meta)
  if (node) return [...readNodeReferences(node, reading), ...hinted]
  const line = blockedByLine(blocks)
  const named = line ? [...readReferences(line, reading, false), ...hinted] : hinted
  // `All tasks before` names none and does not say that there is none.
  const isSaid = named.length > 0 || (line !== undefined && isNoId(line.text.replace(/[(.].*$/, '')))
  return isSaid ? named : undefined
}

const ONLY_IDS = /^[\s"'[\],;\d.]{3,200}$/
const NAMED = /task:[ \t]?["']?(\d{1,4}(?:\.\d{1,4})?)/g

/** `task:8.0` among words of any kind, or nothing but ids: `1.0, 2.0`. */
function hintedReferences({ text, start }: TextSpan, reading: Reading): readonly TaskReference[] {
  if (text.includes('.') && ONLY_IDS.test(text))
    return readReferences({ text, start, end: start + text.length }, reading, false)
  return [...text.matchAll(NAMED)].flatMap((match) => {
    const [all, id = ''] = match
    const end = start + match.index + all.length
    return readReferences({ text: id, start: end - id.length, end }, reading, false)
  })
}
