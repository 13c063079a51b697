/** Ids in the prose of a task list that name no task, or several: a statement about them says nothing. */
import type { Diagnostics } from '../diagnostics/index.ts'
import type { Dependency, Plan, TaskReference } from '../plan/plan.ts'
import { locate } from '../text/document.ts'
import type { TaskNode } from './graph.ts'
import { ambiguousReference, unknownReference } from './resolve-reference.ts'

/** Each id once, where it is first said. */
export function reportEnds(plan: Plan, nodes: readonly TaskNode[], diagnostics: Diagnostics): void {
  const keys = new Set(nodes.map(({ task }) => task.key ?? task.id))
  const said = new Set<string>()
  for (const statement of plan.dependencies ?? [])
    for (const { kind, id } of [...statement.waiting, ...statement.on]) {
      if (kind !== 'task' || keys.has(id) || said.has(id)) continue
      said.add(id)
      const named = nodes.filter(({ task }) => task.id === id)
      const reference = placeOf(id, statement, plan)
      diagnostics.add(
        named.length > 1 ? ambiguousReference(reference, named) : unknownReference(reference, plan),
      )
    }
}

/** The id itself, where the text of the statement has it: a range does not name all that it holds. */
function placeOf(id: string, { origin }: Dependency, { documents }: Plan): TaskReference {
  const document = documents.find(({ path }) => path === origin.path)
  const offset = (document?.lineStarts[origin.start.line - 1] ?? 0) + origin.start.column - 1
  const end = (document?.lineStarts[origin.end.line - 1] ?? 0) + origin.end.column - 1
  const at = document?.text
    .slice(offset, end)
    .search(new RegExp(`(?<![\\w-])${id.replace(/\W/g, '.')}(?!\\w)`))
  if (!document || at === undefined || at === -1) return { id, origin }
  return { id, origin: locate(document, offset + at, offset + at + id.length) }
}
