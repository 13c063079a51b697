/** Each task specifies its file; where it does not, the file that will be used is named. */
import { diagnostic } from '../diagnostics/index.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { SYSTEM_CODES } from '../system/codes.ts'
import { nounsOfRoute } from '../system/default-path.ts'
import { snake } from '../system/names.ts'
import { isTestKind, type TaskKind } from '../system/task-kinds.ts'
import { CHECK_CODES } from './codes.ts'
import type { Findings } from './findings.ts'
import { remember } from './remember.ts'
import { routesIn } from './routes-in-text.ts'
import type { Rule, Subject } from './rule.ts'

export const taskWithoutPath: Rule = {
  gate: 'Each task specifies exact file path',
  check({ plans, kindsOf }, findings) {
    for (const plan of plans) if (plan.family === 'speckit') checkPlan(plan, kindsOf, findings)
  },
}

function checkPlan(plan: Plan, kindsOf: Subject['kindsOf'], findings: Findings): void {
  const kindOf = kindsOf(plan)
  const placesOf = remember(findPlaces)
  for (const task of plan.tasks) {
    if (task.paths.length > 0 || task.status === 'excluded' || task.subtasks.length > 0) continue
    const { kind, tie } = kindOf(task)
    if (kind === undefined || !ownsFile(task, kind)) continue
    const path = pathOf(task, kind, placesOf(plan))
    if (path === undefined && kind === 'setup' && !CONFIGURES.test(task.title)) continue
    const edit = { edit: 'append-path', at: task.origin, path: path ?? '' } as const
    findings.add(withoutPath(task, path), path === undefined ? undefined : { path: task.path, edit })
    if (tie !== undefined && path !== undefined) findings.add(ambiguous(task, kind, tie))
  }
}

/** Of what is set up, what has a file in every project. */
const CONFIGURES = /^(?:initiali[sz]e (?:the )?python (?:[\d.]{1,6}\+? )?project|configure pre-?commit)\b/i

/** What is run, looked at or decided makes no file. */
const ACTION =
  /^(?:\*\*|`|\[[^\]]{1,20}\] ?){0,3}(?:run|re-?run|test:?|verify|validate|execute|check|confirm|ensure|review|test that|manually|manual|perform|install|commit|deploy|push|tag|merge|monitor|measure|audit|analy[sz]e|investigate|research|read|decide|identify|smoke|start|stop|launch|build|benchmark|profile|inspect|create (?:a |the |new )?(?:feature )?(?:branch|pr|pull request|backup|virtual environment|venv|namespace|kubernetes namespace)|get |obtain|sign up|enable|refactor|clean|code clean|remove|delete|optimi[sz]e|format|conduct|evaluate|compare|collect|demo|release|publish|train|schedule|generate (?:\w+ ){0,2}(?:coverage|mocks?)|pass|complete|finali[sz]e|apply|use|open|mark|switch|record|fix|skip|rollback|backup|make (?:\S+ ){1,3}executable|запустить|выполнить|проверить|протестировать)(?![\p{L}\p{N}_])/iu
const CHECKPOINT =
  /checkpoint|manual(?:ly)? (?:test|verif)|docstring|code review|sign-?off|validated\b|verified\b|test validation|ready for|\*\.[a-z]|\/\*|^(?:[\w-]{1,30} ){1,3}(?:testing\b(?! (?:framework|utilit|infra|environment|tools|setup))|execution$)|验证|检查|验收|代码审查|清理|运行|执行|确认|검증|확인|실행|検証|確認|実行|провер/iu
/** A change everywhere has no file of its own. */
const EVERYWHERE =
  /\bthroughout\b|\b(?:code ?base|cross-references)\b|\bacross (?:all|every|the)\b|\ball (?:[\w-]{1,30} ){0,2}(?:scripts|modules|pages|endpoints|tests|repositories|services|imports|documentation|components|usages?|screens)\b/i
/** `/frontend directory`, `/home/me/src/app.py`: named, and told as `plan/absolute-path`. */
const ABSOLUTE =
  /(?:^|[\s`(])\/[\w.@-]{1,80}(?:(?:\/[\w.@-]{1,80}){0,20}\.[a-z]{1,8}\b|\/?`? (?:directory|folder)\b)/i

const LONGEST = 600

function ownsFile({ title }: Task, kind: TaskKind): boolean {
  if (kind === 'polish' || kind === 'performance') return false
  return ![ACTION, CHECKPOINT, EVERYWHERE, ABSOLUTE].some((pattern) => pattern.test(title.slice(0, LONGEST)))
}

interface Places {
  /** The file of the tasks of a phase that are about a noun. */
  readonly routers: ReadonlyMap<string, string>
  /** Of `Service` and `Repository` the name of a file such as another task has. */
  readonly roles: ReadonlyMap<string, (noun: string) => string>
}

const ROUTER =
  /(?:^|\/)(?:api|routes?|routers?|endpoints|controllers?)\/(?:[\w-]{1,40}\/){0,4}([\w-]{1,80})\.[a-z]{1,5}$/i
const ROLE = /^(.{0,200}\/)[a-z0-9_]{1,80}_(service|repository)\.py$/

function findPlaces({ tasks }: Plan): Places {
  const routers = new Map<string, string>()
  const roles = new Map<string, (noun: string) => string>()
  for (const { path } of tasks.flatMap(({ paths }) => paths)) {
    if (/test/.test(path)) continue
    const noun = ROUTER.exec(path)?.[1]?.toLowerCase().replaceAll('-', '_')
    if (noun !== undefined && !routers.has(noun)) routers.set(noun, path)
    const [, folder, role] = ROLE.exec(path) ?? []
    if (role !== undefined && !roles.has(role)) roles.set(role, (name) => `${folder}${name}_${role}.py`)
  }
  return { routers, roles }
}

/** `UserService`, `UserRepository`: the noun stands before the role. */
const CLASS =
  /^(?:implement|create|add) (?:the )?`?([A-Z][a-z0-9]{1,40}(?:[A-Z][a-z0-9]{1,40}){0,4}?)(Service|Repository)\b/i

/** What follows from a route or from what a neighbour is called; anything else would be a guess. */
function pathOf({ title }: Task, kind: TaskKind, { routers, roles }: Places): string | undefined {
  if (isTestKind(kind)) return undefined
  if (kind === 'router')
    for (const { path } of routesIn(title))
      for (const noun of nounsOfRoute(path)) {
        const file = routers.get(noun)
        if (file !== undefined) return file
      }
  const [, noun, role = ''] = CLASS.exec(title) ?? []
  return noun === undefined ? undefined : roles.get(role.toLowerCase())?.(snake(noun))
}

function withoutPath({ id, origin: location }: Task, path: string | undefined) {
  const ending = path === undefined ? '' : `; \`${path}\` will be used`
  return diagnostic(CHECK_CODES, 'plan/task-without-path', {
    message: `\`${id}\` names no file${ending}`,
    location,
    hint: path === undefined ? 'name the file: `… in src/models/user.py`' : `end the line in \`in ${path}\``,
  })
}

function ambiguous({ id, origin: location }: Task, kind: TaskKind, tie: TaskKind) {
  return diagnostic(SYSTEM_CODES, 'plan/ambiguous-kind', {
    message: `\`${id}\` fits ${kind} as well as ${tie}; it is read as ${kind}`,
    location,
    hint: 'name the kind of work in the task',
  })
}
