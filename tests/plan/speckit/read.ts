import { type Diagnostic, Diagnostics } from '../../../src/diagnostics/index.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import { readPlanTasks } from '../../../src/plan/read-plan.ts'
import { memoryDisk } from '../../support/memory-disk.ts'

/** The plan of a `tasks.md`, with a `plan.md` beside it. */
export async function readTasks(
  text: string | Uint8Array,
): Promise<Plan & { readonly found: readonly Diagnostic[]; readonly codes: readonly string[] }> {
  const disk = memoryDisk({ '/w/specs/001-x/tasks.md': text, '/w/specs/001-x/plan.md': '# Plan\n' })
  const diagnostics = new Diagnostics()
  const location = { family: 'speckit', slug: '001-x', path: 'specs/001-x' } as const
  const plan = await readPlanTasks(disk, '/w', location, diagnostics)
  return { ...plan, found: diagnostics.all, codes: diagnostics.all.map(({ code }) => code) }
}
