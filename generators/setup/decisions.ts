/** Architecture decision records, where the plan has a task for them. */
import {
  DEPENDENCY_CODES,
  type Diagnostic,
  type FileSpec,
  filesOf,
  type Service,
} from '../../src/generator/index.ts'
import { dependencyFindings } from '../dependencies/findings.ts'

export function decisionFiles(service: Service): readonly FileSpec[] {
  const owner = service.decisionTask
  if (owner === undefined) return []
  const file = filesOf(service, 'setup')
  const folder = 'docs/architecture/decisions'
  const decisions = dependencyFindings(service).filter(({ severity }) => severity !== 'error')
  return [
    file(`${folder}/0001-record-architecture-decisions.md`, {
      role: 'decision',
      of: 'records',
      owners: [owner],
    }),
    ...(decisions.length === 0
      ? []
      : [
          file(`${folder}/0002-dependencies.md`, {
            role: 'decision',
            of: 'dependencies',
            owners: [owner],
            view: () => ({ decisions: decisions.map(decisionOf) }),
          }),
        ]),
  ]
}

/** Its packages and versions were read as such: no other text of the plan stands in it. */
function decisionOf({ code, message }: Diagnostic): string {
  const why = Object.entries(DEPENDENCY_CODES).find(([name]) => name === code)?.[1].explanation ?? ''
  return `${message.replace(/^[a-z]/, (first) => first.toUpperCase())}. ${why}`.trim()
}
