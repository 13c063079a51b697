/** Text of spec-kit's templates that was left as it is, in every document of a feature. */
import { diagnostic } from '../diagnostics/index.ts'
import { PLAN_CODES } from '../plan/codes.ts'
import { type Document, locate } from '../text/document.ts'
import { maskText } from '../text/mask.ts'
import type { Rule } from './rule.ts'

export const unfilledPlaceholders: Rule = {
  check({ plans }, findings) {
    for (const { family, documents } of plans) {
      if (family !== 'speckit') continue
      for (const document of documents)
        if (document.path.endsWith('.md'))
          for (const span of leftIn(document)) findings.add(unfilled(document, span))
    }
  },
}

/** What the templates write in brackets; each alone, so that `[Title](link)` and `[x]` are nothing. */
const TEXTS = [
  'FEATURE NAME',
  'FEATURE',
  'PROJECT NAME',
  '###-feature-name',
  '###-feature',
  'DATE',
  'Brief Title',
  'initial state',
  'expected outcome',
  'boundary condition',
  'error scenario',
  'specific capability, e.g., "allow users to create accounts"',
  'Entity 1',
  'Entity 2',
  'Gates determined based on constitution file',
  'REMOVE IF UNUSED',
  'Entity1',
  'Entity2',
]
const LEFT = new RegExp(
  `\\[(?:${TEXTS.map((text) => text.replace(/[.*+?^$()|[\]{}]/g, '\\$&')).join('|')}|(?:e\\.g\\.,|Extract from|Document the selected|Describe (?:this user journey|how this can)|Explain the value|Measurable metric|domain-specific, e\\.g\\.)[^\\]\\n]{0,300})\\](?![(\\]])`,
  'g',
)

interface Span {
  readonly start: number
  readonly text: string
}

function leftIn(document: Document): readonly Span[] {
  if (document.text.search(LEFT) === -1) return []
  const { text } = maskText(document, { from: 0, to: document.text.length })
  return [...text.matchAll(LEFT)].flatMap(({ index, 0: found }) =>
    text.charAt(index - 1) === '`' || text.charAt(index - 1) === '[' ? [] : [{ start: index, text: found }],
  )
}

function unfilled(document: Document, { start, text }: Span) {
  return diagnostic(PLAN_CODES, 'plan/unfilled-placeholder', {
    message: `\`${text.length > 80 ? `${text.slice(0, 79)}…` : text}\` is text of the template`,
    location: locate(document, start, start + text.length),
    hint: 'write what it stands for',
  })
}
