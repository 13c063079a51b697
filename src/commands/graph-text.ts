/** The schedule for people: critical path, overlaps, then the waves with what each task waits for. */
import type { Location } from '../diagnostics/index.ts'
import type { Plan } from '../plan/plan.ts'
import { type Edge, type Feature, isOpen, nameOf, type TaskNode } from '../schedule/index.ts'
import { clashLines } from './clashes.ts'
import { counted } from './counted.ts'
import { type Drawing, slackOf } from './graph-view.ts'
import { shorten } from './shorten.ts'

/** With several features each in short, unless `isWhole`. */
export function graphText(drawing: Drawing, isWhole: boolean): string {
  const { features } = drawing.schedule
  if (features.length > 1 && !isWhole)
    return [
      ...features.flatMap((feature) => [...headLines(feature, drawing), '']),
      'Waves of one feature: --prd <slug>; of all: --all',
    ].join('\n')
  const waiting = new Map<number, Edge[]>()
  for (const edge of drawing.edges) {
    const found = waiting.get(edge.to)
    if (found) found.push(edge)
    else waiting.set(edge.to, [edge])
  }
  return features.flatMap((feature) => featureLines(feature, drawing, waiting)).join('\n')
}

type Waiting = ReadonlyMap<number, readonly Edge[]>

function headLines(feature: Feature, drawing: Drawing): readonly string[] {
  const { plan, criticalPath, length } = feature
  const nodes = feature.nodes.filter(drawing.isDrawn)
  const done = feature.nodes.filter(({ isDone }) => isDone).length
  const excluded = feature.nodes.filter(({ isExcluded }) => isExcluded).length
  const head = [
    `${counted(nodes.length, drawing.isDrawn === isOpen ? 'open task' : 'task')} in ${counted(wavesOf(nodes, drawing).length, 'wave')}`,
    ...(done > 0 ? [`${done} done`] : []),
    ...(excluded > 0 ? [`${excluded} excluded`] : []),
  ]
  const ready = drawing.ready.filter((node) => node.plan === plan).map(({ name }) => name)
  const more = ready.length > READY ? ` and ${ready.length - READY} more` : ''
  const overlaps = drawing.overlaps.filter(({ second }) => second.plan === plan)
  return [
    `${plan.path}  ${shorten(plan.title)}: ${head.join(', ')}`,
    ...(criticalPath.length > 0
      ? [`  critical path, weight ${length}: ${chainOf(criticalPath, CHAIN)}`]
      : []),
    ...(ready.length > 0 ? [`  ready: ${ready.slice(0, READY).join(', ')}${more}`] : []),
    ...(overlaps.length > 0 ? ['  parallel tasks that write one file'] : []),
    ...clashLines(overlaps, (place) => placeText(place, plan)).map((line) => `    ${line}`),
  ]
}

const READY = 10
const CHAIN = 24

/** The tasks of a chain; of a longer one than `limit` the first and the last. */
export function chainOf(path: readonly TaskNode[], limit: number): string {
  const names = path.map(({ name }) => name)
  if (names.length <= limit) return names.join(' → ')
  const half = limit / 2
  const left = `… ${names.length - limit} more …`
  return [...names.slice(0, half), left, ...names.slice(-half)].join(' → ')
}

function featureLines(feature: Feature, drawing: Drawing, waiting: Waiting): readonly string[] {
  const nodes = feature.nodes.filter(drawing.isDrawn)
  const longest = nodes.reduce((found, { name }) => Math.max(found, name.length), 0)
  const width = Math.min(24, longest)
  const indent = ' '.repeat(width + 8)
  return [
    ...headLines(feature, drawing),
    ...wavesOf(nodes, drawing).flatMap((own, at) => [
      '',
      `Wave ${at + 1}`,
      ...own.flatMap((node) => [
        taskLine(node, width, slackOf(drawing, node, feature.length)),
        ...reasonLines(waiting.get(node.index) ?? [], drawing, feature.plan).map((line) => indent + line),
      ]),
    ]),
    '',
  ]
}

function wavesOf(nodes: readonly TaskNode[], { analysis }: Drawing): readonly (readonly TaskNode[])[] {
  const waves: TaskNode[][] = []
  for (const node of nodes) {
    const wave = analysis.wave[node.index] ?? 0
    while (waves.length < wave) waves.push([])
    waves[wave - 1]?.push(node)
  }
  return waves
}

function taskLine(node: TaskNode, width: number, slack: number | null): string {
  const box = node.isDone ? '[x]' : '[ ]'
  const note = slack === null ? '' : slack === 0 ? '  critical' : `  slack ${slack}`
  const parallel = node.task.parallel ? '  [P]' : ''
  return `  ${box} ${node.name.padEnd(width)}  ${shorten(node.task.title)}${parallel}${note}`
}

/** `after 1.0, 2.0  (blocked_by, 3_task.md:5-6)`: one line for each reason and file it is written in. */
function reasonLines(
  edges: readonly Edge[],
  { schedule, counted: followed }: Drawing,
  plan: Plan,
): readonly string[] {
  const groups = new Map<string, Edge[]>()
  for (const edge of edges) {
    const why = `${edge.because} ${edge.origin.path} ${followed.has(edge)}`
    const found = groups.get(why)
    if (found) found.push(edge)
    else groups.set(why, [edge])
  }
  return [...groups.values()].map((group) => {
    const names = group.map(({ from }) => shorten(nameOf(schedule, from)))
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) return ''
    const end = last.origin.start.line === first.origin.start.line ? '' : `-${last.origin.start.line}`
    const note = followed.has(first) ? '' : '; closes a circle, not counted'
    return `after ${names.join(', ')}  (${first.because}, ${placeText(first.origin, plan)}${end}${note})`
  })
}

/** Relative to the folder of the plan, which stands above. */
export function placeText({ path, start }: Location, plan: Plan): string {
  const isInside = path.startsWith(`${plan.path}/`)
  return `${isInside ? path.slice(plan.path.length + 1) : path}:${start.line}`
}
