import { diagnostic } from '../../diagnostics/index.ts'
import { isAscii, withoutAccents } from '../../text/accents.ts'
import type { Block, Tag, TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import { type Reading, shorten } from '../reading.ts'

/** Lists of alternatives as the template has them: left whole, nothing was chosen. */
const TEMPLATE_VALUES: ReadonlySet<string> = new Set([
  'grpc|rest|kafka',
  'service_specific|shared',
  'implementation|integration|testing|deployment',
  'core_feature|infrastructure|observability',
  'core_feature|middleware|configuration|performance',
  'low|medium|high',
  'proto_definitions|shared_libs|other_services',
  'external_apis|database|temporal|http_server',
  'pending|in_progress|completed|excluded',
  'true|false',
  'true|false|partial',
])

/** Whether a value is text of the template; reports it then. */
export function isPlaceholder(span: TextSpan, { document, diagnostics }: Reading): boolean {
  const { text } = span
  const plain = (text.includes('|') ? text.replace(/\s*\|\s*/g, '|') : text).toLowerCase()
  const isBracketed =
    '[{<'.includes(plain.charAt(0)) &&
    /^[[{<]{1,2}[^\]}>]*\b(?:feature|funcionalidade|name|nome|service|slug|project|title)\b[^\]}>]*[\]}>]{1,2}$/.test(
      plain,
    )
  if (!TEMPLATE_VALUES.has(plain) && !isBracketed) return false
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/unfilled-placeholder', {
      message: `\`${shorten(span.text)}\` is text of the template`,
      location: locate(document, span.start, span.end),
      hint: plain.includes('|') ? 'keep the alternatives that apply' : 'write what it stands for',
    }),
  )
  return true
}

/** The filled values of `<task_context>` by tag name, lower case. */
export function readContext(blocks: readonly Block[], reading: Reading): ReadonlyMap<string, TextSpan> {
  const context = new Map<string, TextSpan>()
  for (const block of blocks) {
    if (block.kind !== 'tag' || block.name.toLowerCase() !== 'task_context') continue
    for (const child of block.children) {
      if (child.kind !== 'tag' || child.content.text === '') continue
      const name = child.name.toLowerCase()
      if (!context.has(name) && !isPlaceholder(child.content, reading)) context.set(name, child.content)
    }
  }
  return context
}

export function findTags(blocks: readonly Block[], name: string): Tag[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'tag') return []
    return block.name.toLowerCase() === name ? [block] : findTags(block.children, name)
  })
}

/** `Key: value` lines of items and paragraphs, emphasis allowed around the key: `**Blocked by**: 1.0`. */
export function readLabelled(blocks: readonly Block[], keys: ReadonlySet<string>): TextSpan | undefined {
  for (const block of blocks) {
    if (block.kind !== 'item' && block.kind !== 'paragraph') continue
    for (const line of block.lines) {
      const match = matchKey(line.text)
      const key = withoutAccents(match?.[1] ?? '')
        .trim()
        .toLowerCase()
      if (match && keys.has(key.replaceAll(' ', '_'))) {
        return { text: line.text.slice(match[0].length), start: line.start + match[0].length, end: line.end }
      }
    }
  }
  return undefined
}

function matchKey(line: string): RegExpExecArray | null {
  const colon = line.indexOf(':')
  if (colon === -1) return null
  return isAscii(line.slice(0, colon))
    ? /^[*_`]{0,3}([A-Za-z _-]{2,30})[*_`]{0,3}:[*_`]{0,3}[ \t]*/.exec(line)
    : /^[*_`]{0,3}([\p{L} _-]{2,30})[*_`]{0,3}:[*_`]{0,3}[ \t]*/u.exec(line)
}
