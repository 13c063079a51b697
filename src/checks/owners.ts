/** Data that more than one service owns. */
import { diagnostic, type Location } from '../diagnostics/index.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { SYSTEM_CODES } from '../system/codes.ts'
import { serviceKey, shown } from '../system/names.ts'
import { findIn } from './find-in.ts'
import type { Rule } from './rule.ts'

/** Tables that two services have with fields of their own. */
export const twoOwners: Rule = {
  check({ system }, findings) {
    const first = new Map<string, { readonly service: string; readonly origin: Location }>()
    for (const service of system.services)
      for (const { name, table, fields, origin } of service.entities) {
        if (fields.length === 0) continue
        const owner = first.get(table)
        if (!owner) first.set(table, { service: service.name, origin })
        else findings.add(owned(name, { owner, second: service.name, origin }))
      }
  },
}

interface Owners {
  readonly owner: { readonly service: string; readonly origin: Location }
  readonly second: string
  readonly origin: Location
}

function owned(name: string, { owner, second, origin }: Owners) {
  return diagnostic(SYSTEM_CODES, 'system/two-owners', {
    message: `\`${shown(owner.service)}\` and \`${shown(second)}\` both own \`${shown(name)}\``,
    location: origin,
    notes: [{ message: `of \`${shown(owner.service)}\` here`, location: owner.origin }],
    hint: 'let one of them own it, and the other call it or keep what its events tell',
  })
}

/** `database: shared` of tasks of two services. */
export const sharedDatabase: Rule = {
  check({ plans }, findings) {
    for (const plan of plans) {
      const [first, ...others] = firstOfEach(plan.tasks.filter(({ database }) => database === 'shared'))
      for (const other of first ? others : []) findings.add(shared(first ?? other, other, plan))
    }
  },
}

/** The first task of each service. */
function firstOfEach(tasks: readonly Task[]): readonly Task[] {
  const found = new Map<string, Task>()
  for (const task of tasks) {
    const key = serviceKey(task.service ?? '')
    if (task.service !== undefined && !found.has(key)) found.set(key, task)
  }
  return [...found.values()]
}

function shared(first: Task, second: Task, { documents }: Plan) {
  const at = ({ path, origin }: Task) =>
    findIn(documents, { path, start: { line: 1, column: 1 }, end: origin.start }, 'shared')
  return diagnostic(SYSTEM_CODES, 'system/shared-database', {
    message: `\`${shown(first.service ?? '')}\` and \`${shown(second.service ?? '')}\` share a database`,
    location: at(second),
    notes: [{ message: `of \`${shown(first.service ?? '')}\` here`, location: at(first) }],
    hint: 'write `service_specific`, and let the owner of a table serve it to the other',
  })
}
