/** What proves the criteria of a plan when all of its tasks are scaffolded. */
import { Diagnostics } from '../diagnostics/index.ts'
import type { CriterionProof, FileContext, Generator } from '../generator/index.ts'
import { byOrigin } from '../system/order.ts'
import type { Scope, Service, System } from '../system/system.ts'
import type { Installation } from './verb.ts'

/** Each in the order of the plan. */
export type ProofsOf = ReadonlyMap<Scope, readonly CriterionProof[]>

/** Of the services, then of what belongs to none: its criteria are for people. */
export async function readCriteria(install: Installation, system: System): Promise<ProofsOf> {
  const [{ outline }, { contextOf }, generators] = await Promise.all([
    import('../outline/index.ts'),
    import('../render/index.ts'),
    install.generators(),
  ])
  const specs = outline(generators, system, new Diagnostics())
  const ofServices = system.services.map((service) => {
    const own = specs.filter((spec) => spec.scope === service)
    const context = contextOf(own, new Set(service.items.map(({ key }) => key)))
    return [service, inOrder(proofsOf(generators, service, context))] as const
  })
  return new Map<Scope, readonly CriterionProof[]>([
    ...ofServices,
    [system.shared, inOrder(system.shared.criteria.map(manual))],
  ])
}

function proofsOf(generators: readonly Generator[], service: Service, context: FileContext) {
  return generators.flatMap((generator) =>
    generator.scope === 'system' ? [] : (generator.criteria?.(service, context) ?? []),
  )
}

function manual(criterion: CriterionProof['criterion']): CriterionProof {
  return { criterion, tests: [], gates: [], manual: true, subjects: [] }
}

function inOrder(proofs: readonly CriterionProof[]): readonly CriterionProof[] {
  return [...proofs].sort((a, b) => byOrigin(a.criterion, b.criterion))
}

/** The criteria, each with what proves it. */
export function criterionLines(proofs: readonly CriterionProof[]): readonly string[] {
  return proofs.length === 0 ? [] : ['  criteria', ...proofs.map(criterionLine)]
}

function criterionLine({ criterion, tests, gates, manual }: CriterionProof): string {
  const [first] = tests
  const proved = [
    ...(first === undefined ? [] : [tests.length === 1 ? first : `${first} and ${tests.length - 1} more`]),
    ...gates.map((gate) => `gate ${gate}`),
    ...(manual ? ['manual'] : []),
  ]
  return `    [${criterion.done ? 'x' : ' '}] ${criterion.text}  (${proved.join('; ')})`
}

export function criteriaJson(scope: Scope, proofs: readonly CriterionProof[]) {
  return proofs.map(({ criterion, tests, gates, manual }) => ({
    service: scope.name,
    id: criterion.id,
    kind: criterion.kind,
    text: criterion.text,
    done: criterion.done,
    tests,
    gates,
    manual,
    path: criterion.origin.path,
    line: criterion.origin.start.line,
  }))
}
