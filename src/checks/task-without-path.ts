/** Each task specifies its file; where it does not, the file that will be used is named. */
import { diagnostic } from '../diagnostics/index.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { SYSTEM_CODES } from '../system/codes.ts'
import { defaultPath, nounsOfRoute } from '../system/default-path.ts'
import { isTestKind, type TaskKind } from '../system/task-kinds.ts'
import { CHECK_CODES } from './codes.ts'
import type { Findings } from './findings.ts'
import { kindsOf } from './kinds-of.ts'
import { routesIn } from './routes-in-text.ts'
import type { Rule } from './rule.ts'

export const taskWithoutPath: Rule = {
  gate: 'Each task specifies exact file path',
  check({ plans }, findings) {
    for (const plan of plans) if (plan.family === 'speckit') checkPlan(plan, findings)
  },
}

function checkPlan(plan: Plan, findings: Findings): void {
  const kinds = kindsOf(plan)
  const places = placesOf(plan)
  for (const task of plan.tasks) {
    if (task.paths.length > 0 || task.status === 'excluded' || task.subtasks.length > 0) continue
    const { kind, tie } = kinds.get(task) ?? {}
    if (kind === undefined || !ownsFile(task, kind)) continue
    const path = pathOf(task, kind, places)
    if (path === undefined && kind === 'setup') continue
    const edit = { edit: 'append-path', at: task.origin, path: path ?? '' } as const
    findings.add(withoutPath(task, path), path === undefined ? undefined : { path: task.path, edit })
    if (tie !== undefined && path !== undefined) findings.add(ambiguous(task, kind, tie))
  }
}

/** What is run, looked at or decided makes no file. */
const ACTION =
  /^(?:\*\*|`|\[[^\]]{1,20}\] ?){0,3}(?:run|re-?run|test:?|verify|validate|execute|check|confirm|ensure|review|test that|manually|manual|perform|install|commit|deploy|push|tag|merge|monitor|measure|audit|analy[sz]e|investigate|research|read|decide|identify|smoke|start|stop|launch|build|benchmark|profile|inspect|create (?:a |the )?(?:feature )?branch|get |obtain|sign up|enable|refactor|clean|code clean|remove|delete|optimi[sz]e|format|conduct|evaluate|compare|collect|demo|release|publish|train|schedule|generate coverage|pass|complete|finali[sz]e|apply|use|open|mark)\b/i
const CHECKPOINT =
  /checkpoint|manual(?:ly)? (?:test|verif)|docstring|code review|sign-?off|validated\b|verified\b|test validation|ready for|\*\.[a-z]|\/\*|验证|检查|验收|代码审查|清理|确认|검증|확인|실행|検証|確認|実行|провер/iu

function ownsFile({ title }: Task, kind: TaskKind): boolean {
  return kind !== 'polish' && kind !== 'performance' && !ACTION.test(title) && !CHECKPOINT.test(title)
}

interface Places {
  /** The file of the tasks of a phase that are about a noun. */
  readonly routers: ReadonlyMap<string, string>
  readonly isPython: boolean
}

const ROUTER =
  /(?:^|\/)(?:api|routes?|routers?|endpoints|controllers?)\/(?:[\w-]{1,40}\/){0,4}([\w-]{1,80})\.[a-z]{1,5}$/i

function placesOf({ tasks }: Plan): Places {
  const routers = new Map<string, string>()
  let [python, all] = [0, 0]
  for (const { path } of tasks.flatMap(({ paths }) => paths)) {
    if (path.endsWith('/')) continue
    all += 1
    if (path.endsWith('.py')) python += 1
    const noun = ROUTER.exec(path)?.[1]?.toLowerCase().replaceAll('-', '_')
    if (noun !== undefined && !/test/.test(path) && !routers.has(noun)) routers.set(noun, path)
  }
  return { routers, isPython: python * 2 > all }
}

function pathOf({ title }: Task, kind: TaskKind, { routers, isPython }: Places): string | undefined {
  if (isTestKind(kind)) return undefined
  if (kind === 'router')
    for (const { path } of routesIn(title))
      for (const noun of nounsOfRoute(path)) {
        const file = routers.get(noun)
        if (file !== undefined) return file
      }
  return defaultPath(title, kind, isPython)
}

function withoutPath({ id, origin: location }: Task, path: string | undefined) {
  const ending = path === undefined ? '' : `; \`${path}\` will be used`
  return diagnostic(CHECK_CODES, 'plan/task-without-path', {
    message: `\`${id}\` names no file${ending}`,
    location,
    hint:
      path === undefined
        ? 'end the line in ` in ` and the path of the file'
        : `end the line in \`in ${path}\``,
  })
}

function ambiguous({ id, origin: location }: Task, kind: TaskKind, tie: TaskKind) {
  return diagnostic(SYSTEM_CODES, 'plan/ambiguous-kind', {
    message: `\`${id}\` fits ${kind} as well as ${tie}; it is read as ${kind}`,
    location,
    hint: 'name the kind of work in the task',
  })
}
