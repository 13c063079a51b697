/** What stands in brackets beside the id of a task: `[P]`, `[US1]`, `[US1,US2]`, `[ph1f1]`. */

export interface Labels {
  readonly parallel: boolean
  /** `US1`, in order. */
  readonly stories: readonly string[]
  /** All others, as written. */
  readonly others: readonly string[]
  /** Offset behind the last label. */
  readonly end: number
}

const LONGEST = 60
const NOTHING: readonly string[] = []
const SKIPPED = ' \t\u00a0*`'

function without(end: number): Labels {
  return { parallel: false, stories: NOTHING, others: NOTHING, end }
}

/** Labels at the start of a text, spaces between them optional. */
export function readLabels(text: string, from: number): Labels {
  if (text.charAt(from) !== '[' && !SKIPPED.includes(text.charAt(from))) return without(from)
  const found = new Found()
  let at = from
  let end = from
  while (at < text.length) {
    const char = text.charAt(at)
    if (SKIPPED.includes(char)) {
      at += 1
      continue
    }
    const close = char === '[' ? text.indexOf(']', at) : -1
    if (close === -1 || close - at > LONGEST || text.charAt(close + 1) === '(') break
    found.add(text.slice(at + 1, close))
    at = close + 1
    end = at
  }
  return found.until(end)
}

/** `[P]` and stories at the end of a text; `end` is where they start. */
export function readLastLabels(text: string): Labels {
  if (!text.trimEnd().endsWith(']')) return without(text.length)
  const found = new Found()
  let end = text.length
  for (;;) {
    const trimmed = text.slice(0, end).trimEnd()
    const open = trimmed.endsWith(']') ? trimmed.lastIndexOf('[') : -1
    const content = trimmed.slice(open + 1, -1)
    if (open === -1 || trimmed.length - open > LONGEST || !(content === 'P' || storiesOf(content).length > 0))
      break
    found.add(content)
    end = open
  }
  return found.until(end)
}

class Found {
  parallel = false
  readonly stories: string[] = []
  readonly others: string[] = []

  add(content: string): void {
    const label = content.trim()
    if (label === 'P' || label === 'p') {
      this.parallel = true
      return
    }
    const stories = storiesOf(label)
    for (const story of stories) if (!this.stories.includes(story)) this.stories.push(story)
    if (stories.length === 0 && label !== '') this.others.push(label)
  }

  until(end: number): Labels {
    return { parallel: this.parallel, stories: this.stories, others: this.others, end }
  }
}

const STORY = /^US-?0{0,2}(\d{1,3})$/i

/** `US1`, `US1,US2`, `US3+US4`, `US1-US3`; empty where a label is none of these. */
function storiesOf(label: string): readonly string[] {
  const single = STORY.exec(label)
  if (single) return [`US${single[1]}`]
  const parts = label.split(/[,+&/;]/)
  const found = parts.flatMap((part) => storyRange(part.trim()))
  return found.includes('') ? [] : found
}

function storyRange(part: string): readonly string[] {
  const single = STORY.exec(part)
  if (single) return [`US${single[1]}`]
  const [first, last, ...rest] = part.split(/[-–—]/).map((end) => end.trim())
  const from = Number(STORY.exec(first ?? '')?.[1] ?? Number.NaN)
  const to = Number(STORY.exec(last ?? '')?.[1] ?? /^\d{1,3}$/.exec(last ?? '')?.[0] ?? Number.NaN)
  if (rest.length > 0 || !(from < to) || to - from > 99) return ['']
  return Array.from({ length: to - from + 1 }, (_, index) => `US${from + index}`)
}
