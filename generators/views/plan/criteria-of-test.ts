/** Which criteria of a service its words send to which tests. */
import {
  type Criterion,
  type FoldedText,
  foldText,
  hasWord,
  type RoleRef,
  type Service,
} from '../../../src/generator/index.ts'
import { CRITERION_RULES, type CriterionRule } from './criterion-rules.ts'

/** Ids of the criteria that a test file is about. */
export function criteriaOfTest(service: Service, ref: RoleRef): readonly string[] {
  return uniqueCriteria(service)
    .filter((criterion) => rulesFor(criterion).some((rule) => isMeant(rule, ref)))
    .map(({ id }) => id)
}

/** Sorted by id. */
export function uniqueCriteria({ criteria }: Service): readonly Criterion[] {
  const byId = new Map<string, Criterion>()
  for (const criterion of criteria) if (!byId.has(criterion.id)) byId.set(criterion.id, criterion)
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

export function rulesFor({ text }: Criterion): readonly CriterionRule[] {
  const folded = foldText(text)
  return CRITERION_RULES.filter(({ words, without = [] }) => says(folded, words) && !says(folded, without))
}

function says(folded: FoldedText, words: readonly string[]): boolean {
  return words.some((word) => hasWord(folded, word))
}

export function isMeant({ tests = [] }: CriterionRule, { role }: RoleRef): boolean {
  return tests.includes(role)
}
