/** User stories of a specification, each with the scenarios below it. */
import type { Block, Heading, ListItem, Paragraph } from '../../../text/blocks.ts'
import { type Document, locate } from '../../../text/document.ts'
import type { Scenario, Story } from '../../plan.ts'
import type { Reading } from '../../reading.ts'

const STORY_WORDS =
  'user story|story|história(?: de usuário)?|historia(?: de usuario)?|(?:пользовательская )?история|用户故事|使用者故事|ユーザーストーリー|사용자 스토리'
const NUMBERED = new RegExp(
  `^(?:\\d{1,2}[.)][ \\t]{1,3})?(?:(?:${STORY_WORDS})[ \\t]{0,2}#?|US[- ]?)(\\d{1,3}[a-z]?)(?![\\p{L}\\p{N}])`,
  'iu',
)
const PRIMARY =
  /^(?:primary|main) user story|^主要ユーザーストーリー|^主要用户故事|^주요 사용자 스토리|^основная пользовательская история|^história principal/iu
const PRIORITY = /[(（[][ \t]{0,3}(?:\p{L}{2,20})?[ \t]{0,3}[:：]?[ \t]{0,3}(P\d)[ \t]{0,3}[)）\]]/iu
const TEST =
  /^[*_]{0,2}(?:independent tests?|independent testing|teste independente|независим(?:ый|ая) (?:тест|проверка)|독립(?:적인|적)?[ \t]?(?:테스트|검증)|独立测试|独立テスト|独立した?テスト)[ \t]*[:：]?[*_]{0,2}[ \t]*[:：]?[*_]{0,2}[ \t]*/iu
const GIVEN = /^[*_]{0,2}(?:given|dado|dada|дано|если|допустим|前提|假设|假如|给定|주어진|전제)(?![\p{Ll}])/iu
const STEP =
  /^[*_]{0,2}(?:when|then|and|but|quando|então|e|когда|то|тогда|и|もし|ならば|当|那么|언제|그러면)[*_]{1,2}/iu
const SCENARIOS =
  /acceptance|scenarios?\b|cenários|сценари|критерии при[её]мки|受け入れ|受入|シナリオ|验收|场景|인수|수용|수락|시나리오/iu
const ELSEWHERE = /edge cases?|casos de borda|граничные|крайние|エッジケース|边界|엣지|경계/iu

interface Draft {
  readonly heading: Heading
  readonly number: string | undefined
  test: string | undefined
  readonly scenarios: { text: string; readonly start: number; end: number }[]
}

interface Walk {
  readonly drafts: Draft[]
  story: Draft | undefined
  /** Whether every item here is a scenario, and how deep the items are. */
  inScenarios: boolean
}

export function readStories(blocks: readonly Block[], { document }: Reading): readonly Story[] {
  const walk: Walk = { drafts: [], story: undefined, inScenarios: false }
  for (const block of blocks) {
    if (block.kind === 'heading') enterHeading(walk, block)
    else if (block.kind === 'paragraph') readParagraph(walk, block)
    else if (block.kind === 'item') readItem(walk, block)
  }
  const taken = new Set(walk.drafts.map(({ number }) => number))
  let next = 1
  return walk.drafts.map((draft) => {
    while (draft.number === undefined && taken.has(String(next))) next += 1
    const number = draft.number ?? String(next++)
    return toStory(draft, number, document)
  })
}

function enterHeading(walk: Walk, heading: Heading): void {
  const text = heading.text.replace(/[*`]/g, '').slice(0, 300)
  const number = NUMBERED.exec(text)?.[1]
  walk.inScenarios = false
  if (heading.level > 1 && (number !== undefined || PRIMARY.test(text))) {
    walk.story = { heading, number, test: undefined, scenarios: [] }
    walk.drafts.push(walk.story)
  } else if (SCENARIOS.test(text) && heading.level > 2) walk.inScenarios = true
  else if (walk.story && (heading.level <= 2 || heading.level <= walk.story.heading.level)) {
    walk.story = undefined
  } else if (ELSEWHERE.test(text)) walk.story = undefined
}

function readParagraph(walk: Walk, paragraph: Paragraph): void {
  const { story } = walk
  if (!story) return
  const test = TEST.exec(paragraph.text.slice(0, 80))
  if (test) story.test ??= paragraph.text.slice(test[0].length)
  else if (GIVEN.test(paragraph.text)) addScenario(story, paragraph)
  else if (/^\*\*/.test(paragraph.text) || /[:：]$/.test(paragraph.text)) {
    walk.inScenarios = SCENARIOS.test(paragraph.text.slice(0, 100)) && paragraph.text.length < 100
  }
}

function readItem(walk: Walk, item: ListItem): void {
  const { story } = walk
  if (!story) return
  const test = TEST.exec(item.text.slice(0, 80))
  const last = story.scenarios.at(-1)
  if (test) story.test ??= item.text.slice(test[0].length)
  else if (last && STEP.test(item.text)) {
    last.text += ` ${item.text}`
    last.end = item.end
  } else if (GIVEN.test(item.text) || (walk.inScenarios && item.depth === 0 && !item.box && item.text !== ''))
    addScenario(story, item)
}

function addScenario({ scenarios }: Draft, { text, textStart, end }: ListItem | Paragraph): void {
  scenarios.push({ text, start: textStart, end })
}

function toStory({ heading, number, test, scenarios }: Draft, id: string, document: Document): Story {
  const priority = PRIORITY.exec(heading.text)?.[1]?.toUpperCase()
  return {
    id: `US${id.replace(/^0+(?=\d)/, '')}`,
    title: titleOf(heading.text, number !== undefined),
    ...(priority !== undefined && { priority }),
    ...(test !== undefined && test !== '' && { independentTest: test }),
    scenarios: scenarios.map(
      ({ text, start, end }): Scenario => ({ text, origin: locate(document, start, end) }),
    ),
    origin: locate(document, heading.textStart, heading.end),
  }
}

function titleOf(text: string, isNumbered: boolean): string {
  const bare = text.replace(/[*`]/g, '').replace(PRIORITY, '').trim()
  if (!isNumbered) return bare
  return bare
    .replace(NUMBERED, '')
    .replace(/^[ \t:：.–—-]+/, '')
    .trim()
}
