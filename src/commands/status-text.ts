/** `status` for people: what is ready in what is open, then what is ticked but not there, then overlaps. */
import { isOpen, type Overlap, type TaskNode } from '../schedule/index.ts'
import { clashLines } from './clashes.ts'
import { counted } from './counted.ts'
import { chainOf, placeText } from './graph-text.ts'
import { shorten } from './shorten.ts'
import { absentLines, fileLines } from './status-files-text.ts'
import { type FeatureStatus, isBegun, type Status } from './status-view.ts'

/** How many tasks the blocks of the first open features show; a third one only where there are few. */
const READY = [5, 3, 3]
const FEW = 4
const OVERLAPS = 4
/** Lines for everything; a screen cuts at 40. */
const ROOM = 38

/** Fits a screen unless `isWhole`. */
export function statusText(status: Status, isWhole: boolean): string {
  const parts = [
    absentLines(status.absent, isWhole),
    overlapLines(status.drawing.overlaps, isWhole),
    fileLines(status.files, isWhole),
  ].filter((lines) => lines.length > 0)
  const taken = parts.reduce((sum, lines) => sum + lines.length + 1, 0)
  const room = isWhole ? Number.POSITIVE_INFINITY : ROOM - taken
  return [featureLines(status.features, room), ...parts]
    .map((lines) => lines.join('\n').replace(/\n+$/, ''))
    .join('\n\n')
}

/** Open features first; what finds no room is counted. */
function featureLines(features: readonly FeatureStatus[], room: number): readonly string[] {
  const sorted = [...features].sort((a, b) => rank(a) - rank(b))
  const width = sorted.reduce((most, { feature }) => Math.max(most, feature.plan.path.length), 0)
  const lines = [...headLines(features)]
  let shown = 0
  for (const each of sorted) {
    const own = entryOf(each, { at: shown, room, width: Math.min(60, width), of: features.length })
    if (shown > 0 && lines.length + own.length > room - 1) break
    lines.push(...own)
    shown += 1
  }
  return [...lines, ...restLines(sorted.slice(shown))]
}

interface Turn {
  readonly at: number
  readonly of: number
  readonly room: number
  readonly width: number
}

function entryOf(each: FeatureStatus, { at, of, room, width }: Turn): readonly string[] {
  const isWhole = room === Number.POSITIVE_INFINITY
  const limit = isWhole ? room : of > FEW && at > 1 ? undefined : READY[at]
  return each.open === 0 || limit === undefined ? [lineOf(each, width)] : [...blockOf(each, limit), '']
}

/** What was begun and is not finished comes first. */
function rank({ open, done, inProgress }: FeatureStatus): number {
  if (open === 0) return 2
  return done + inProgress > 0 ? 0 : 1
}

function headLines(features: readonly FeatureStatus[]): readonly string[] {
  if (features.length < 2) return []
  const open = features.filter((each) => each.open > 0).length
  const sum = (of: (each: FeatureStatus) => number) => features.reduce((total, each) => total + of(each), 0)
  const total = sum(({ feature }) => feature.nodes.length)
  const left = open === 0 ? 'none open' : `${open} open`
  return [
    `${counted(features.length, 'feature')}, ${left}: ${sum(({ done }) => done)} of ${counted(total, 'task')} done`,
    '',
  ]
}

function restLines(rest: readonly FeatureStatus[]): readonly string[] {
  if (rest.length === 0) return []
  const open = rest.filter((each) => each.open > 0).length
  const what = open === 0 ? 'all done' : `${open} open`
  return [`… ${counted(rest.length, 'more feature')}, ${what}: --all`]
}

function countsOf({ feature, done, open, inProgress, excluded }: FeatureStatus): string {
  const total = feature.nodes.length
  if (total === 0) return 'no tasks'
  const parts = [
    open === 0 && excluded === 0 ? `done, ${counted(total, 'task')}` : `${done} of ${total} done`,
    ...(inProgress > 0 ? [`${inProgress} in progress`] : []),
    ...(excluded > 0 ? [`${excluded} excluded`] : []),
  ]
  return parts.join(', ')
}

function lineOf(each: FeatureStatus, width: number): string {
  const { plan } = each.feature
  const ready = each.ready.slice(0, 3).map(({ name }) => name)
  const more = each.ready.length > ready.length ? ', …' : ''
  const note = ready.length === 0 ? '' : `; ready: ${ready.join(', ')}${more}`
  return `${plan.path.padEnd(width)}  ${countsOf(each)}${note}`
}

function blockOf(each: FeatureStatus, limit: number): readonly string[] {
  const { plan, criticalPath, length } = each.feature
  const ready = each.ready.slice(0, limit)
  const width = Math.min(16, Math.max(0, ...ready.map(({ name }) => name.length)))
  const more = each.ready.length - ready.length
  const last =
    criticalPath.length > 1 ? [`  critical path, weight ${length}: ${chainOf(criticalPath, 8)}`] : []
  return [
    `${plan.path}  ${shorten(plan.title)}: ${countsOf(each)}`,
    ...(ready.length > 0 ? ['  ready to start'] : ['  nothing is ready: the open tasks wait for each other']),
    ...ready.map((node) => readyLine(node, width)),
    ...(more > 0 ? [`    … ${more} more: --all`] : []),
    ...last,
  ]
}

function readyLine(node: TaskNode, width: number): string {
  const { task, plan, name } = node
  const marks = `${task.parallel ? '[P] ' : ''}${isBegun(task) ? '(in progress) ' : ''}`
  return `    ${name.padEnd(width)}  ${marks}${shorten(task.title)}  ${placeText(task.origin, plan)}`
}

function overlapLines(overlaps: readonly Overlap[], isWhole: boolean): readonly string[] {
  const clashes = clashLines(overlaps.filter(isLeft), ({ path, start }) => `${path}:${start.line}`)
  if (clashes.length === 0) return []
  const shown = isWhole ? clashes : clashes.slice(0, OVERLAPS)
  return [
    'Said to be parallel, but they write one file',
    ...shown.map((line) => `  ${line}`),
    ...(shown.length < clashes.length ? [`  … ${clashes.length - shown.length} more: --all`] : []),
  ]
}

function isLeft({ first, second }: Overlap): boolean {
  return isOpen(first) && isOpen(second)
}
