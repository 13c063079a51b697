/** What proves the criteria of a plan when all of its tasks are scaffolded. */
import { Diagnostics } from '../diagnostics/index.ts'
import type { CriterionProof, FileContext, Generator } from '../generator/index.ts'
import type { Service, System } from '../system/system.ts'
import type { Installation } from './verb.ts'

export type ProofsOf = ReadonlyMap<Service, readonly CriterionProof[]>

export async function readCriteria(install: Installation, system: System): Promise<ProofsOf> {
  const [{ outline }, { contextOf }, generators] = await Promise.all([
    import('../outline/index.ts'),
    import('../render/index.ts'),
    install.generators(),
  ])
  const specs = outline(generators, system, new Diagnostics())
  return new Map(
    system.services.map((service) => {
      const own = specs.filter((spec) => spec.service === service)
      const context = contextOf(own, new Set(service.items.map(({ key }) => key)))
      return [service, proofsOf(generators, service, context)] as const
    }),
  )
}

function proofsOf(generators: readonly Generator[], service: Service, context: FileContext) {
  return generators.flatMap((generator) =>
    generator.scope === 'system' ? [] : (generator.criteria?.(service, context) ?? []),
  )
}

/** The criteria in the order of the plan, each with what proves it. */
export function criterionLines(proofs: readonly CriterionProof[]): readonly string[] {
  if (proofs.length === 0) return []
  const inOrder = [...proofs].sort((a, b) => orderOf(a) - orderOf(b))
  return ['  criteria', ...inOrder.map(criterionLine)]
}

function orderOf({ criterion }: CriterionProof): number {
  return criterion.origin.start.line
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

export function criteriaJson(service: Service, proofs: readonly CriterionProof[]) {
  return proofs.map(({ criterion, tests, gates, manual }) => ({
    service: service.name,
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
