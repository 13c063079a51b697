/** From the blocks of a `tasks.md` to its tasks, in the order of the file. */
import type { Block, Heading, ListItem } from '../../text/blocks.ts'
import type { Entry, PhaseDraft, TaskDraft, Zone } from './drafts.ts'
import { readPhaseHeading } from './phases.ts'
import { readBoxTask, readHeadingTask, readPlainTask } from './task-line.ts'

export interface TaskList {
  readonly tasks: readonly TaskDraft[]
  /** Every heading that is a numbered phase or holds tasks. */
  readonly phases: readonly PhaseDraft[]
  readonly entries: readonly Entry[]
}

type TaskLine = ReturnType<typeof readBoxTask>

/** How a file writes its tasks. */
type Style = 'boxes' | 'headings' | 'plain'

export function readTaskList(blocks: readonly Block[]): TaskList {
  const places = placesOf(blocks)
  const style = styleOf(places)
  const tasks: TaskDraft[] = []
  const entries: Entry[] = []
  const phases = new Map<Heading, PhaseDraft>()
  let current: OpenTask | undefined
  let above: readonly Placed[] = []
  let own: PhaseDraft | undefined
  for (const { block, zone, stack, line: written } of places) {
    if (stack !== above) {
      const phase = phaseOf(stack, style)
      own = phase && (phases.get(phase.heading) ?? phase)
      if (own) phases.set(own.heading, own)
    }
    above = stack
    const line = zone === undefined ? taskOf(block, style, written) : undefined
    if (line) {
      const task = draftOf(line, stack, own)
      tasks.push(task)
      current = { task, depth: depthOf(block) }
    } else if (current && !belongs(block, current)) current = undefined
    else if (current) current.task.body.push(block)
    entries.push({ block, zone, phase: own, task: current?.task })
  }
  return { tasks, entries, phases: usedPhases([...phases.values()], tasks) }
}

/** Field by field: a spread costs more than all the rest of a task. */
function draftOf(
  line: NonNullable<TaskLine>,
  stack: readonly Placed[],
  phase: PhaseDraft | undefined,
): TaskDraft {
  return {
    id: line.id,
    sound: line.sound,
    start: line.start,
    end: line.end,
    lines: line.lines,
    state: line.state,
    parallel: line.parallel,
    stories: storiesOf(line, stack),
    labels: line.labels,
    isHeading: line.isHeading,
    phase,
    body: [],
  }
}

/** Phases that hold tasks, and those without any whose number stands only once. */
function usedPhases(phases: readonly PhaseDraft[], tasks: readonly TaskDraft[]): readonly PhaseDraft[] {
  const used = new Set(tasks.map(({ phase }) => phase))
  const numbers = new Set(phases.filter((one) => used.has(one)).map(({ number }) => number))
  return phases.filter((one) => {
    if (used.has(one)) return true
    const isNew = one.number !== undefined && !numbers.has(one.number)
    numbers.add(one.number)
    return isNew
  })
}

interface Place {
  readonly block: Block
  readonly zone: Zone | undefined
  /** Headings above, outermost first. */
  readonly stack: readonly Placed[]
  /** The task that a heading, or an item with a box, would be. */
  readonly line: TaskLine
}

interface Placed {
  readonly heading: Heading
  readonly zone: Zone | undefined
  readonly phase: PhaseDraft
  readonly line: TaskLine
}

function placesOf(blocks: readonly Block[]): Place[] {
  let stack: readonly Placed[] = []
  const numbers = new Set<string>()
  return blocks.map((block) => {
    if (block.kind === 'heading') {
      const above = stack.filter(({ heading }) => heading.level < block.level)
      const phase = { ...readPhaseHeading(block), heading: block }
      const inPhase = above.some((one) => one.phase.number !== undefined)
      const own =
        inPhase && !/^\W{0,4}(?:dependenc|parallel)/iu.test(block.text) ? undefined : zoneOf(block, phase)
      // A number again below `Parallel examples` is about that phase, and no phase.
      const isPhase = phase.number !== undefined && !numbers.has(phase.number)
      const zone = own ?? (isPhase ? undefined : above.at(-1)?.zone)
      if (phase.number !== undefined && zone === undefined) numbers.add(phase.number)
      stack = [...above, { heading: block, zone, phase, line: readHeadingTask(block) }]
    }
    const last = stack.at(-1)
    const line =
      block.kind === 'heading' ? last?.line : block.kind === 'item' ? readBoxTask(block) : undefined
    return { block, zone: last?.zone, stack, line }
  })
}

const ZONES: readonly (readonly [Zone, RegExp])[] = [
  ['strategy', /implementation strategy|^mvp\b|incremental delivery|team strategy|전략|策略|стратег|戦略/i],
  ['parallel', /parallel|paralel|병렬|并行|並行|並列|параллел/i],
  [
    'dependencies',
    /\bdependenc(?:ies\b|y (?:graph|order|map|chart|diagram|matrix|notes|summary))|dependênc|execution order|critical path|의존|종속|依赖|依賴|依存|зависимост|порядок выполнен|执行顺序/i,
  ],
  ['format', /^(?:task )?format\b|legend|path conventions|execution flow|execution rules|checklist/i],
]

function zoneOf({ text, level }: Heading, { number }: PhaseDraft): Zone | undefined {
  if (level === 1 || number !== undefined) return undefined
  return ZONES.find(([, words]) => words.test(text))?.[0]
}

function styleOf(places: readonly Place[]): Style {
  const counted = { heading: 0, box: 0, numbered: 0 }
  for (const { zone, line } of places) {
    if (zone !== undefined || !line) continue
    counted[line.isHeading ? 'heading' : /^\d/.test(line.id) ? 'numbered' : 'box'] += 1
  }
  if (counted.heading > 0 && counted.heading * 2 > counted.box) return 'headings'
  return counted.box + counted.numbered > 0 ? 'boxes' : 'plain'
}

function taskOf(block: Block, style: Style, line: TaskLine): TaskLine {
  if (style === 'headings') return block.kind === 'heading' ? line : undefined
  if (block.kind !== 'item') return undefined
  return style === 'boxes' ? line : readPlainTask(block)
}

/** The innermost numbered phase, else the heading of level two, else the innermost but the title. */
function phaseOf(stack: readonly Placed[], style: Style): PhaseDraft | undefined {
  const above = style === 'headings' ? stack.filter(({ line }) => !line) : stack
  const numbered = above.findLast(({ phase }) => phase.number !== undefined)
  const second = above.find(({ heading }) => heading.level === 2)
  const innermost = above.findLast(({ heading }) => heading.level > 1)
  return (numbered ?? second ?? innermost)?.phase
}

const PREFIX = /^(US\d{1,3})-/

function storiesOf({ stories, id }: NonNullable<TaskLine>, stack: readonly Placed[]): readonly string[] {
  if (stories.length > 0) return stories
  const prefix = PREFIX.exec(id)?.[1]
  if (prefix !== undefined) return [prefix]
  return stack.findLast(({ phase }) => phase.stories.length > 0)?.phase.stories ?? []
}

interface OpenTask {
  readonly task: TaskDraft
  /** Level of a heading, indent of an item. */
  readonly depth: number
}

const depthOf = (block: Block): number =>
  block.kind === 'heading' ? block.level : block.kind === 'item' ? block.indent : 0

function belongs(block: Block, { task, depth }: OpenTask): boolean {
  if (task.isHeading) return block.kind !== 'heading' || block.level > depth
  if (block.kind === 'item') return isDeeper(block, depth)
  return block.kind === 'fence' || (block.kind === 'paragraph' && block.indent > depth + 1)
}

const isDeeper = (item: ListItem, indent: number): boolean => item.indent > indent + 1
