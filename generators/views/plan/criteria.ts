/** What proves the success criteria and checklist lines of a service: its tests, the steps of its gates, or nobody. */
import type { CriterionProof, FileContext, Service } from '../../../src/generator/index.ts'
import { testFilesOf } from '../tests/test-files.ts'
import { isMeant, rulesFor, uniqueCriteria } from './criteria-of-test.ts'

/** Each criterion once, sorted by id. What its words promise and the tree does not hold leaves it to a person. */
export function criteriaOf(service: Service, context: FileContext): readonly CriterionProof[] {
  const tests = testFilesOf(service)
  return uniqueCriteria(service).map((criterion) => {
    const rules = rulesFor(criterion)
    const proofs = rules.map((rule) => ({
      tests: tests.filter(
        ({ ref }) => isMeant(rule, ref) && context.has(ref) && (rule.where?.(service) ?? true),
      ),
      gate: rule.gate?.exists(service, context) ? [rule.gate.name] : [],
    }))
    const lacks = proofs.some((proof) => proof.tests.length + proof.gate.length === 0)
    return {
      criterion,
      tests: sorted(proofs.flatMap((proof) => proof.tests.map(({ ref }) => context.path(ref)))),
      gates: sorted(proofs.flatMap(({ gate }) => gate)),
      manual: rules.length === 0 || lacks,
      subjects: sorted(proofs.flatMap((proof) => proof.tests.flatMap(({ subject }) => subject ?? []))),
    }
  })
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}
