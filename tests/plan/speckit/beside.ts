import { Diagnostics } from '../../../src/diagnostics/index.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import { readPlan } from '../../../src/plan/read-plan.ts'
import { memoryDisk } from '../../support/memory-disk.ts'

/** A plan with one task and some documents beside it, by name. */
export async function readFolder(
  files: Readonly<Record<string, string>>,
): Promise<Plan & { readonly reported: readonly string[]; readonly messages: readonly string[] }> {
  const all = { 'tasks.md': '- [ ] T001 Make it\n', 'plan.md': '# Plan\n', ...files }
  const disk = memoryDisk(
    Object.fromEntries(Object.entries(all).map(([name, text]) => [`/w/specs/001-x/${name}`, text])),
  )
  const diagnostics = new Diagnostics()
  const location = { family: 'speckit', slug: '001-x', path: 'specs/001-x' } as const
  const plan = await readPlan(disk, '/w', location, diagnostics)
  const reported = diagnostics.all.map(
    ({ code, location: at }) =>
      `${code} ${at?.path.slice('specs/001-x/'.length)} ${at?.start.line}:${at?.start.column}`,
  )
  return { ...plan, reported, messages: diagnostics.all.map(({ message }) => message) }
}

/** `name: field field` of each entity. */
export function entitiesOf(plan: Plan): readonly string[] {
  return plan.facts
    .flatMap(({ entities }) => entities)
    .map(({ name, fields }) => `${name}: ${fields.map((field) => field.name).join(' ')}`)
}
