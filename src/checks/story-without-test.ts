import { diagnostic } from '../diagnostics/index.ts'
import type { Phase, Plan } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import { isTestKind } from '../system/task-kinds.ts'
import { CHECK_CODES } from './codes.ts'
import type { Rule, Subject } from './rule.ts'

export const storyWithoutTest: Rule = {
  check({ plans, kindsOf, policyOf }, findings) {
    for (const plan of plans) {
      const { missing, tested } = untested(plan, kindsOf)
      if (missing.length === 0) continue
      const { isOptional, isFirst } = policyOf(plan)
      // Tests are written where they are asked for: by the plan, or by what most of its stories have.
      const isExpected = !isOptional && (isFirst || tested > missing.length)
      for (const [story, phase] of missing) {
        const found = withoutTest(story, phase)
        findings.add(isExpected ? found : { ...found, severity: 'info' })
      }
    }
  },
}

const CHECKING =
  /\b(?:tests?|testing|verif(?:y|ication)|validat(?:e|ion)|scenario|e2e|smoke)\b|테스트|검증|测试|验证|тест|провер|テスト|検証/iu
const NAMED = /\b(?:US|user stor(?:y|ies) |story )#?(\d{1,3})\b/gi

interface Untested {
  readonly missing: readonly (readonly [string, Phase])[]
  /** Stories that have tests. */
  readonly tested: number
}

const NONE: Untested = { missing: [], tested: 0 }

/** Stories that have tasks, by their phase, and no task that tests them. */
function untested(plan: Plan, kindsOf: Subject['kindsOf']): Untested {
  const { phases = [], tasks } = plan
  const stories = new Map(phases.flatMap((phase) => (phase.story ? [[phase.story, phase] as const] : [])))
  if (stories.size === 0) return NONE
  const kindOf = kindsOf(plan)
  const byPhase = new Map(phases.map((phase) => [phase.id, phase.story]))
  const [planned, tested] = [new Set<string>(), new Set<string>()]
  for (const task of tasks) {
    const { title, status, phase, story } = task
    if (status === 'excluded') continue
    const own = [...(story?.split(',') ?? []), byPhase.get(phase ?? '') ?? '']
    for (const each of own) planned.add(each)
    if (!CHECKING.test(title) && !isTestKind(kindOf(task).kind)) continue
    for (const each of own) tested.add(each)
    for (const match of title.matchAll(NAMED)) tested.add(`US${match[1]}`)
    if (/\ball (?:user )?stories\b|\bquickstart\b/i.test(title)) return NONE
  }
  const missing = [...stories].filter(([story]) => planned.has(story) && !tested.has(story))
  return { missing, tested: [...stories.keys()].filter((story) => tested.has(story)).length }
}

function withoutTest(story: string, { title, origin }: Phase) {
  return diagnostic(CHECK_CODES, 'plan/story-without-test', {
    message: `\`${story}\` has no test task`,
    location: origin,
    hint: `add \`- [ ] Tnnn [P] [${story}] Integration test for ${shown(title)} in <file>\``,
  })
}
