import type { YamlEntry, YamlNode, YamlScalar, YamlSequence } from '../../text/yaml-node.ts'
import { blockedByLine, blockedByNode } from '../prd/blocked-by.ts'
import { isNoId, majorOf, normaliseReference } from '../prd/task-id.ts'
import { spell } from './outline.ts'
import type { PlanText } from './plan-text.ts'
import { refuse, type Step } from './planned.ts'

export interface BlockerEdit {
  readonly edit: 'add-blocker'
  readonly id: string
}

/** One more id where the document says what blocks its task, spelled like those beside it. */
export function planBlocker(text: PlanText, { id }: BlockerEdit): Step {
  if (normaliseReference(id) === undefined || !/^[\w.:/-]+$/.test(id))
    return refuse(`\`${id.slice(0, 80)}\` is not a task id`, 'write the number of a task, such as `4.0`')
  const node = blockedByNode(text.meta)
  const entry = text.meta?.entries.find(({ value }) => value === node)
  if (!entry) return planLine(text, id)
  const { value } = entry
  if (value.kind === 'mapping') return refuse('the dependencies are not a list', 'write `blocked_by: []`')
  if (value.kind === 'scalar') return planScalar(text, entry, value, id)
  const [last, beforeLast] = [value.items.at(-1), value.items.at(-2)]
  if (value.items.some((item) => isId(item, id))) return undefined
  if (!last) return planEmptyList(text, entry, value, id)
  if (last.kind !== 'scalar') return refuse('the list holds more than ids', 'write a list of ids')
  return planItem(text, { entry, list: value, last, beforeLast }, id)
}

const isId = (node: YamlNode, id: string): boolean =>
  node.kind === 'scalar' && normaliseReference(node.text) === normaliseReference(id)

interface Place {
  readonly entry: YamlEntry
  readonly list: YamlSequence
  readonly last: YamlScalar
  readonly beforeLast: YamlNode | undefined
}

function planItem({ document }: PlanText, { entry, list, last, beforeLast }: Place, id: string): Step {
  const { text } = document
  const item = spellLike(text, last, id)
  const isFlow = text[list.start] === '['
  const between = beforeLast ? text.slice(beforeLast.end, last.start) : ''
  const separator = isFlow ? (/^,[ \t]*$/.test(between) ? between : ', ') : lineLike(text, last.start)
  const feed = text.indexOf('\n', last.end)
  const lineEnd = feed === -1 ? text.length : text[feed - 1] === '\r' ? feed - 1 : feed
  const offset = isFlow ? last.end : lineEnd
  const items = [...list.items, item.node]
  return {
    changes: [{ start: offset, end: offset, text: separator + item.text }],
    intends: { start: entry.key.start, become: () => spell({ ...list, items }) },
    on: last.start,
    adds: isFlow ? 0 : 1,
  }
}

/** The line end, blanks and dash in front of an item of a block list. */
function lineLike(text: string, itemStart: number): string {
  const lineStart = text.lastIndexOf('\n', itemStart - 1) + 1
  const end = text[lineStart - 2] === '\r' ? '\r\n' : '\n'
  return end + text.slice(lineStart, itemStart)
}

interface Spelled {
  readonly text: string
  readonly node: YamlScalar
}

/** `"4.0"`, `'4.0'` or `task_04`, as the item before it; never a number. */
function spellLike(text: string, { quoted, start, text: before }: YamlScalar, id: string): Spelled {
  const stem = /^(task_)(0*)(\d+)(\.md)?$/.exec(before)
  const isFile = stem && /^\d+\.0$/.test(id)
  const width = (stem?.[2] ?? '').length + (stem?.[3] ?? '').length
  const word = isFile ? `task_${majorOf(id).padStart(width, '0')}${stem[4] ?? ''}` : id
  const quote = quoted ? text.charAt(start) : isFile ? '' : '"'
  const node = { kind: 'scalar', text: word, value: word, quoted: quote !== '', start: 0, end: 0 } as const
  return { text: quote + word + quote, node }
}

function planEmptyList({ document }: PlanText, { key }: YamlEntry, list: YamlSequence, id: string): Step {
  if (document.text[list.start] !== '[') return refuse('the list is empty', 'write `blocked_by: []`')
  const item = spellLike('', { ...key, quoted: false }, id)
  const offset = list.start + 1
  return {
    changes: [{ start: offset, end: offset, text: item.text }],
    intends: { start: key.start, become: () => spell({ ...list, items: [item.node] }) },
    on: offset,
  }
}

/** Nothing, `none`, or ids with commas between them. */
function planScalar({ document }: PlanText, { key }: YamlEntry, value: YamlScalar, id: string): Step {
  const { text } = document
  const { start, end, quoted } = value
  if (value.text.split(/[,;]/).some((part) => normaliseReference(part) === normaliseReference(id)))
    return undefined
  const item = spellLike('', { ...key, quoted: false }, id)
  const become = () => spell({ kind: 'sequence', items: [item.node], start, end })
  if (value.text === '' && !quoted) {
    if (text[key.end] !== ':') return refuse('the list is empty', 'write `blocked_by: []`')
    const offset = key.end + 1
    const changes = [{ start: offset, end: offset, text: ` [${item.text}]` }]
    return { changes, intends: { start: key.start, become }, on: offset }
  }
  if (isNoId(value.text)) {
    const changes = [{ start, end, text: `[${item.text}]` }]
    return { changes, intends: { start: key.start, become }, on: start }
  }
  const offset = quoted ? end - 1 : end
  const grown = `${value.text}, ${id}`
  return {
    changes: [{ start: offset, end: offset, text: `, ${id}` }],
    intends: { start: key.start, become: () => spell({ ...value, text: grown, value: grown }) },
    on: start,
  }
}

/** `Blocked by: 1.0` in the body. */
function planLine({ blocks, leaves }: PlanText, id: string): Step {
  const span = blockedByLine(blocks)
  const line = leaves
    .flatMap((block) => (block.kind === 'item' || block.kind === 'paragraph' ? block.lines : []))
    .find(({ start, end }) => span && start <= span.start && span.end <= end)
  if (!span || !line)
    return refuse(
      'the document does not say what blocks its task',
      'write `blocked_by: []` into its front matter',
    )
  if (span.text.split(/[,;]/).some((part) => normaliseReference(part) === normaliseReference(id)))
    return undefined
  const isNothing = isNoId(span.text)
  const behind = /\]?[.]?$/.exec(span.text)?.[0].length ?? 0
  const start = isNothing ? span.start : span.end - behind
  const end = isNothing ? span.end : start
  const added = isNothing ? id : `, ${id}`
  const [from, to] = [start - line.start, end - line.start]
  return {
    changes: [{ start, end, text: added }],
    intends: { start: line.start, become: (known) => known.slice(0, from) + added + known.slice(to) },
    on: start,
  }
}
