/** Repairs of what readers and the schedule report: rules bring their own. */
import type { Diagnostic } from '../diagnostics/index.ts'
import type { Task, TaskStatus } from '../plan/plan.ts'
import type { Schedule } from '../schedule/index.ts'
import { createSearch } from '../schedule/search.ts'
import { type Findings, type Fix, RULES_REPAIR } from './findings.ts'
import type { Subject } from './rule.ts'

type Repair = (found: Diagnostic, subject: Indexed) => Fix | undefined

interface Listed {
  readonly task: Task
  readonly summary: string | undefined
}

interface Indexed extends Subject {
  /** By the place of its title or line. */
  readonly tasksByPlace: () => ReadonlyMap<string, Listed>
  /** By the place of the id. */
  readonly claims: ReadonlyMap<string, Schedule['claims'][number]>
  readonly leads: (from: number, to: number) => boolean
}

const at = (edit: 'quote-id' | 'exclude' | 'drop-parallel'): Repair => {
  return ({ location }) => location && { path: location.path, edit: { edit, at: location } }
}

const SYNONYMS: ReadonlyMap<string, TaskStatus> = new Map([
  ...['new', 'ready', 'planned', 'to_do', 'waiting', 'queued', 'a_fazer'].map(
    (word) => [word, 'pending'] as const,
  ),
  ...['wip', 'active', 'ongoing', 'working', 'review', 'in_review', 'partial'].map(
    (word) => [word, 'in_progress'] as const,
  ),
  ...['closed', 'resolved', 'implemented', 'merged', 'shipped', 'feito', 'finalizado', 'finalizada'].map(
    (word) => [word, 'completed'] as const,
  ),
  ...['canceled', 'rejected', 'obsolete', 'dropped', 'wontfix', 'cancelado', 'cancelada'].map(
    (word) => [word, 'excluded'] as const,
  ),
])

const REPAIRS: ReadonlyMap<string, Repair> = new Map<string, Repair>([
  ['plan/number-as-id', at('quote-id')],
  ['plan/struck-out-task', at('exclude')],
  ['schedule/parallel-with-dependency', at('drop-parallel')],
  [
    'text/misplaced-front-matter',
    ({ location }) => location && { path: location.path, edit: { edit: 'move-front-matter' } },
  ],
  ['plan/unknown-status', nameStatus],
  ['plan/unlisted-task-file', listTask],
  ['schedule/unblocks-mismatch', addBlocker],
])

/** Codes that `--fix` repairs, those of rules included. */
export const FIXABLE: ReadonlySet<string> = new Set([...REPAIRS.keys(), ...RULES_REPAIR])

/** Every finding that can be repaired, in order. */
export function fixesOf(
  findings: Findings,
  subject: Subject,
): readonly { readonly found: Diagnostic; readonly fix: Fix }[] {
  let tasks: ReadonlyMap<string, Listed> | undefined
  const tasksByPlace = () => {
    tasks ??= indexTasks(subject)
    return tasks
  }
  // Of two at one place the first.
  const claims = new Map(subject.schedule.claims.toReversed().map((claim) => [placeOf(claim.origin), claim]))
  const indexed = { ...subject, tasksByPlace, claims, leads: createSearch(subject.schedule) }
  return findings.all.flatMap((found) => {
    const fix = findings.fixOf(found) ?? REPAIRS.get(found.code)?.(found, indexed)
    // What lies outside of the workspace is read and never written.
    return fix && !/^(?:[A-Za-z]:)?\//.test(fix.path) && !fix.path.startsWith('../') ? [{ found, fix }] : []
  })
}

function indexTasks({ plans }: Subject): ReadonlyMap<string, Listed> {
  const tasks = new Map<string, Listed>()
  for (const { tasks: own, documents } of plans) {
    const summary = documents.find(({ path }) => SUMMARY.test(path))?.path
    for (const task of own) tasks.set(placeOf(task.origin), { task, summary })
  }
  return tasks
}

const SUMMARY = /(?:^|\/)(?:_tasks|tasks|index\.task)\.md$/

type Place = { readonly path: string; readonly start: { readonly line: number; readonly column: number } }
const placeOf = ({ path, start }: Place): string => `${path}:${start.line}:${start.column}`

const WORD = /`([\p{L}_ -]{1,40})`/u

/** The status of a whole document; the word is the first one the message quotes. */
function nameStatus({ message, location }: Diagnostic): Fix | undefined {
  const word = WORD.exec(message)?.[1]?.trim().toLowerCase().replace(/[ -]+/g, '_')
  const status = SYNONYMS.get(word ?? '')
  return location && status && { path: location.path, edit: { edit: 'set-status', status } }
}

function listTask({ location }: Diagnostic, { tasksByPlace }: Indexed): Fix | undefined {
  const known = location && tasksByPlace().get(placeOf(location))
  if (!known?.summary || known.task.title === '') return undefined
  const { id, title, status } = known.task
  return { path: known.summary, edit: { edit: 'list-task', id, title, done: status === 'completed' } }
}

/** Only where the id means one task, and no way leads back. */
function addBlocker({ location }: Diagnostic, { claims, leads }: Indexed): Fix | undefined {
  const claim = location && claims.get(placeOf(location))
  if (!claim || leads(claim.to.index, claim.from.index)) return undefined
  const { from, to } = claim
  const isClear = from.task.service === to.task.service || from.task.scope === 'shared'
  return isClear ? { path: to.task.path, edit: { edit: 'add-blocker', id: from.task.id } } : undefined
}
