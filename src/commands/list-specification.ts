/** How much the documents beside a task list say. */
import type { Plan } from '../plan/plan.ts'
import { counted } from './counted.ts'

/** One line, where those documents were read and say anything. */
export function specificationLines(plan: Plan): readonly string[] {
  const counts = countsOf(plan)
  if (!counts) return []
  const { stories, scenarios, requirements, criteria, entities, openQuestions } = counts
  const said = [
    stories > 0 && `${counted(stories, 'story', 'stories')} with ${counted(scenarios, 'scenario')}`,
    requirements > 0 && counted(requirements, 'requirement'),
    criteria > 0 && counted(criteria, 'criterion', 'criteria'),
    entities > 0 && counted(entities, 'entity', 'entities'),
    openQuestions > 0 && counted(openQuestions, 'open question'),
  ].filter((part) => part !== false)
  return said.length === 0 ? [] : [`  ${said.join(', ')}`]
}

export function specificationJson(plan: Plan): Readonly<Record<string, unknown>> {
  const counts = countsOf(plan)
  return counts ? { specification: counts } : {}
}

function countsOf({ beside, requirements, facts }: Plan) {
  if (!beside) return undefined
  const { stories, criteria, questions, decisions, journeys } = beside
  return {
    stories: stories.length,
    scenarios: stories.reduce((sum, { scenarios }) => sum + scenarios.length, 0),
    requirements: requirements.length,
    criteria: criteria.length,
    entities: new Set(facts.flatMap(({ entities }) => entities.map(({ name }) => name))).size,
    decisions: decisions.length,
    journeys: journeys.length,
    openQuestions: questions.filter(({ answer }) => answer === undefined).length,
  }
}
