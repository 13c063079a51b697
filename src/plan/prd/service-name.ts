import { diagnostic } from '../../diagnostics/index.ts'
import type { TextSpan } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import { textOf, valueAt, type YamlMapping } from '../../text/yaml-node.ts'
import { PLAN_CODES } from '../codes.ts'
import type { Task } from '../plan.ts'
import { type Reading, shorten } from '../reading.ts'
import { isPlaceholder } from './statements.ts'

export interface ServiceSources {
  readonly meta: YamlMapping | undefined
  readonly context: ReadonlyMap<string, TextSpan>
  readonly folder: string | undefined
}

/** Service and scope of a task: front matter, then `<service>`, then the folder. */
export function readServiceStatement(
  sources: ServiceSources,
  reading: Reading,
): Pick<Task, 'service' | 'scope'> {
  const node = valueAt(sources.meta, 'service')
  const text = textOf(node)
  const stated = node && text ? { text, start: node.start, end: node.end } : undefined
  const filled = stated && !isPlaceholder(stated, reading) ? stated : undefined
  const inContext = sources.context.get('service')
  const strongest = filled ?? inContext
  if (filled && inContext)
    compare(inContext, `the front matter says \`${shorten(filled.text)}\``, filled, reading)
  if (strongest && sources.folder !== undefined) {
    compare(
      strongest,
      `the folder says \`${sources.folder}\``,
      { ...strongest, text: sources.folder },
      reading,
    )
  }
  const name = strongest?.text ?? sources.folder
  if (name === undefined) return { scope: 'plan' }
  return name.toLowerCase() === 'shared' ? { scope: 'shared' } : { service: name, scope: 'service' }
}

function compare(
  span: TextSpan,
  other: string,
  expected: TextSpan,
  { document, diagnostics }: Reading,
): void {
  if (serviceStem(span.text) === serviceStem(expected.text)) return
  diagnostics.add(
    diagnostic(PLAN_CODES, 'plan/service-disagrees', {
      message: `the service is \`${shorten(span.text)}\` here; ${other}`,
      location: locate(document, span.start, span.end),
      hint: 'name one service; the front matter counts, then `<service>`, then the folder',
    }),
  )
}

/** Names that differ only by case, separators and a trailing `service` name one service. */
export function serviceStem(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/-service$/, '')
}
