import type { TaskNode } from '../schedule/index.ts'
import { overlapJson } from './graph-json.ts'
import { isBegun, type Status } from './status-view.ts'

/** The `result` of `status`. A tick is only a claim until tests have proved it. */
export function statusJson({ drawing, features, absent, files }: Status): Readonly<Record<string, unknown>> {
  const ready = new Set(drawing.ready)
  const longest = features.reduce<(typeof features)[number] | undefined>(
    (found, each) => (found && found.feature.length >= each.feature.length ? found : each),
    undefined,
  )
  return {
    tasks: drawing.schedule.tasks.map((node) => ({
      key: node.key,
      state: stateOf(node),
      ready: ready.has(node),
      heldBy: null,
      id: node.task.id,
      title: node.task.title,
      path: node.task.path,
      line: node.task.origin.start.line,
    })),
    criticalPath: keys(longest?.feature.criticalPath ?? []),
    files: files.map(({ path, state, tasks }) => ({ path, state, tasks })),
    packs: [],
    ready: keys(drawing.ready),
    features: features.map(({ feature: { plan, criticalPath, nodes }, ...counts }) => ({
      path: plan.path,
      slug: plan.slug,
      title: plan.title,
      tasks: nodes.length,
      done: counts.done,
      inProgress: counts.inProgress,
      open: counts.open,
      excluded: counts.excluded,
      ready: keys(counts.ready),
      criticalPath: keys(criticalPath),
    })),
    absent: {
      looked: absent.looked,
      files: absent.files.map(({ node, id, path, origin }) => ({
        task: node.key,
        id,
        file: path,
        path: origin.path,
        line: origin.start.line,
      })),
    },
    overlaps: drawing.overlaps.map(overlapJson),
  }
}

function stateOf({ isDone, isExcluded, task }: TaskNode): string {
  if (isExcluded) return 'excluded'
  if (isDone) return 'claimed'
  return isBegun(task) ? 'in-progress' : 'open'
}

function keys(nodes: readonly TaskNode[]): readonly string[] {
  return nodes.map(({ key }) => key)
}
