/** Lines of `status` about files: those that ticks promise, and those that were scaffolded. */
import { addTo } from '../text/multimap.ts'
import { counted } from './counted.ts'
import type { Absent, AbsentFile, FileState } from './status-view.ts'

const TASKS = 5
const NAMED = 2
/** Of so many files nearly none is there: the code stands elsewhere. */
const ELSEWHERE = 10
const NEARLY = 0.9

export function absentLines({ looked, files }: Absent, isWhole: boolean): readonly string[] {
  if (files.length === 0) return []
  if (looked >= ELSEWHERE && files.length >= looked * NEARLY && !isWhole)
    return [
      `Ticked tasks name ${looked} files, ${files.length === looked ? 'and none of them is here' : `${files.length} of them are not here`}: is the code elsewhere?  --all lists them`,
    ]
  const byTask = new Map<string, AbsentFile[]>()
  for (const each of files) addTo(byTask, `${each.node.index} ${each.id}`, each)
  const groups = [...byTask.values()]
  const shown = isWhole ? groups : groups.slice(0, TASKS)
  return [
    `Ticked, but not there: ${counted(files.length, 'file')} of ${looked} that ticked tasks name`,
    ...shown.map((group) => absentLine(group, isWhole)),
    ...(shown.length < groups.length
      ? [`  … ${counted(groups.length - shown.length, 'task')} more: --all`]
      : []),
  ]
}

function absentLine(group: readonly AbsentFile[], isWhole: boolean): string {
  const [first] = group
  if (!first) return ''
  const named = (isWhole ? group : group.slice(0, NAMED)).map(({ path }) => path)
  const more = group.length - named.length
  const names = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(' and ')
  const verb = group.length === 1 ? 'does' : 'do'
  const { id, node, origin } = first
  const name = id === node.task.id ? node.name : id
  return `  [x] ${name} names ${names}, which ${verb} not exist  ${origin.path}:${origin.start.line}`
}

const WORDS = [
  ['clean', 'as written'],
  ['edited', 'edited'],
  ['missing', 'missing'],
  ['damaged', 'without their last rendering'],
  ['conflict', 'in conflict'],
] as const

/** One line for each service. */
export function fileLines(files: readonly FileState[], isWhole: boolean): readonly string[] {
  if (files.length === 0) return []
  const services = new Map<string, FileState[]>()
  for (const each of files) addTo(services, each.service, each)
  const lines = [...services].map(([service, own]) => `  ${service}: ${countsOf(own)}`)
  const shown = isWhole ? lines : lines.slice(0, TASKS)
  const lost = files.filter(({ state }) => state === 'missing' || state === 'conflict')
  return [
    'Scaffolded files',
    ...shown,
    ...(shown.length < lines.length
      ? [`  … ${counted(lines.length - shown.length, 'service')} more: --all`]
      : []),
    ...lost.slice(0, isWhole ? lost.length : NAMED).map(({ path, state }) => `    ${state}: ${path}`),
  ]
}

function countsOf(files: readonly FileState[]): string {
  return WORDS.flatMap(([state, word]) => {
    const count = files.filter((each) => each.state === state).length
    return count === 0 ? [] : [`${count} ${word}`]
  }).join(', ')
}
