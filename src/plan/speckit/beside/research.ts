/** `research.md`: what was decided, why, and what else was thought of. */
import { type Block, flattenBlocks, type Heading } from '../../../text/blocks.ts'
import { locate } from '../../../text/document.ts'
import type { Decision } from '../../plan.ts'
import type { Reading } from '../../reading.ts'

type Part = 'decision' | 'rationale' | 'alternatives'

const WORDS: readonly (readonly [Part, string])[] = [
  ['decision', 'decisions?|decisão|decisões|решение|решения|결정(?: 사항)?|决策|决定|決定(?:事項)?'],
  [
    'rationale',
    'rationale|reason(?:ing)?|why|justificativa|motivo|обоснование|причина|근거|이유|理由|依据|根拠',
  ],
  [
    'alternatives',
    'alternatives?(?: considered| evaluated| rejected)?|alternativas?(?: consideradas)?|альтернативы|рассмотренные альтернативы|대안|검토한 대안|고려한 대안|替代方案|备选方案|考虑的替代方案|考慮された代替案|検討した代替案|代替案',
  ],
]
const TAIL = '(?:[ \\t]{0,2}[(（][^()（）]{1,40}[)）])?'
const LABELS = WORDS.map(
  ([part, words]) =>
    [part, new RegExp(`^\\*\\*(?:${words})${TAIL}[ \\t]*[:：]?\\*\\*[ \\t]*[:：]?[ \\t]*`, 'iu')] as const,
)
const HEADINGS = WORDS.map(
  ([part, words]) =>
    [
      part,
      new RegExp(`^\\**(?:${words})${TAIL}(?:[ \\t]{1,3}\\d{1,3})?\\**[ \\t]*(?:[:：–—-]|$)[ \\t]*`, 'iu'),
    ] as const,
)
const NUMBERED =
  /^(?:(?:R|D|RQ|Q)?-?\d{1,3}(?:\.\d{1,3})?[.):：]?|research (?:item|topic|task|question)?[ \t]?\d{1,3}[:：]?)[ \t–—-]*/i

interface Draft {
  readonly topic: string | undefined
  readonly start: number
  end: number
  decision: string
  rationale: string
  alternatives: string
}

interface Walk {
  readonly headings: Heading[]
  readonly drafts: Draft[]
  draft: Draft | undefined
  part: Part | undefined
}

export function readDecisions(scanned: readonly Block[], { document }: Reading): readonly Decision[] {
  const walk: Walk = { headings: [], drafts: [], draft: undefined, part: undefined }
  for (const block of flattenBlocks(scanned)) {
    if (block.kind === 'heading') enterHeading(walk, block)
    else if (block.kind === 'paragraph' || block.kind === 'item') {
      const lines =
        block.kind === 'item' ? [{ text: block.text, start: block.textStart, end: block.end }] : block.lines
      for (const line of lines) readLine(walk, line)
    }
  }
  return walk.drafts.flatMap(({ topic, start, end, decision, rationale, alternatives }) => {
    const text = decision.trim()
    if (text === '') return []
    return [
      {
        ...(topic !== undefined && { topic }),
        text,
        ...(rationale !== '' && { rationale: rationale.trim() }),
        ...(alternatives !== '' && { alternatives: alternatives.trim() }),
        origin: locate(document, start, end),
      },
    ]
  })
}

function enterHeading(walk: Walk, heading: Heading): void {
  const { headings } = walk
  while ((headings.at(-1)?.level ?? 0) >= heading.level) headings.pop()
  const found = partOf(heading.text, HEADINGS)
  walk.part = undefined
  if (found?.part === 'decision') {
    const said = heading.text.slice(found.length).replace(/\*+$/, '').trim()
    open(walk, heading.textStart, heading.end, said === '' ? topicOf(headings) : said)
    if (said !== '' && walk.draft) walk.draft.decision = said
    walk.part = said === '' ? 'decision' : undefined
  } else if (found && walk.draft) walk.part = found.part
  else walk.draft = undefined
  headings.push(heading)
}

function readLine(
  walk: Walk,
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
): void {
  const found = partOf(text, LABELS)
  const said = found ? text.slice(found.length).trim() : text
  if (found?.part === 'decision') open(walk, start, end, topicOf(walk.headings))
  if (found) walk.part = found.part
  else if (
    /^\*\*[^*]{1,60}\*\*[ \t]*[:：]|^\*\*[^*]{1,60}[:：]\*\*/.test(text) &&
    walk.part !== 'alternatives'
  )
    walk.part = undefined
  const { draft, part } = walk
  if (!draft || !part) return
  draft[part] += draft[part] === '' ? said : ` ${said}`
  if (part === 'decision') draft.end = end
}

function open(walk: Walk, start: number, end: number, topic: string | undefined): void {
  walk.draft = { topic, start, end, decision: '', rationale: '', alternatives: '' }
  walk.drafts.push(walk.draft)
}

/** The heading above, without its number; the title of the document names no decision. */
function topicOf(headings: readonly Heading[]): string | undefined {
  const above = headings.at(-1)
  if (!above || above.level === 1) return undefined
  const topic = above.text.replace(/[*`]/g, '').replace(NUMBERED, '').trim()
  return topic === '' ? undefined : topic
}

function partOf(
  text: string,
  patterns: readonly (readonly [Part, RegExp])[],
): { readonly part: Part; readonly length: number } | undefined {
  for (const [part, pattern] of patterns) {
    const found = pattern.exec(text.slice(0, 120))
    if (found) return { part, length: found[0].length }
  }
  return undefined
}
