import { diagnostic } from '../../diagnostics/index.ts'
import type { TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import type { YamlNode, YamlScalar } from '../../text/yaml-node.ts'
import { PLAN_CODES } from '../codes.ts'
import type { TaskReference } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import { isNoId, normaliseId, normaliseReference } from './task-id.ts'

/** Ids of a front matter value: a list, or a scalar with commas; read from the source text of each scalar. */
export function readNodeReferences(node: YamlNode | undefined, reading: Reading): TaskReference[] {
  if (!node) return []
  if (node.kind === 'sequence') return node.items.flatMap((item) => readNodeReferences(item, reading))
  if (node.kind === 'mapping') return []
  reportNumber(node, reading)
  const inner = node.quoted ? node.start + 1 : node.start
  return readReferences({ text: node.text, start: inner, end: inner + node.text.length }, reading, true)
}

function reportNumber(scalar: YamlScalar, { document, diagnostics }: Reading): void {
  if (typeof scalar.value !== 'number') return
  const asNumber = String(scalar.value)
  if (normaliseId(asNumber) === normaliseId(scalar.text)) return
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/number-as-id', {
      message: `\`${scalar.text}\` unquoted is the number ${asNumber} in YAML`,
      location: locate(document, scalar.start, scalar.end),
      hint: `write \`"${scalar.text}"\``,
    }),
  )
}

/**
 * Ids of a text such as `["8.0", "9.0"]`, `8.0, 9.0` or `none`. In a strict text what is no id is
 * reported; elsewhere it is prose and means nothing.
 */
export function readReferences(span: TextSpan, reading: Reading, isStrict: boolean): TaskReference[] {
  const { document, diagnostics } = reading
  const found: TaskReference[] = []
  for (const part of splitList(span)) {
    if (isNoId(part.text)) continue
    const id = normaliseReference(part.text)
    if (id !== undefined) found.push({ id, origin: locate(document, part.start, part.end) })
    else if (isStrict) {
      diagnostics.add(
        diagnostic(PLAN_CODES, 'plan/malformed-task-id', {
          message: `\`${shorten(part.text)}\` is not a task id`,
          location: locate(document, part.start, part.end),
          hint: 'write the number of a task, such as `"4.0"`, or `"auth/4.0"`',
        }),
      )
    }
  }
  return found
}

/** Parts between commas and semicolons, without brackets, quotes and a closing remark in parentheses. */
function splitList(span: TextSpan): TextSpan[] {
  const parts: TextSpan[] = []
  let start = 0
  for (let at = 0; at <= span.text.length; at += 1) {
    const char = span.text[at]
    if (at < span.text.length && char !== ',' && char !== ';' && char !== '\n') continue
    const part = trimPart(span.text, start, at)
    if (part.start < part.end) {
      const text = span.text.slice(part.start, part.end)
      parts.push({ text, start: span.start + part.start, end: span.start + part.end })
    }
    start = at + 1
  }
  return parts
}

const isLoose = (char: string, marks: string): boolean => marks.includes(char) || char.trim() === ''

function trimPart(text: string, from: number, to: number): { start: number; end: number } {
  let start = from
  let end = to
  const remark = text.indexOf('(', start)
  if (remark > start && remark < end) end = remark
  while (start < end && isLoose(text.charAt(start), `["'\``)) start += 1
  while (end > start && isLoose(text.charAt(end - 1), `]"'\`.`)) end -= 1
  return { start, end }
}
