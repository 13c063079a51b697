/** Plans → what waits for what, in which waves, along which critical path. */
import type { Diagnostics } from '../diagnostics/index.ts'
import type { Plan } from '../plan/plan.ts'
import { type Adjacency, adjacency } from './adjacency.ts'
import { type Analysis, analyse, criticalPath } from './analyse.ts'
import { createConnector } from './connect.ts'
import { breakCycles } from './cycles.ts'
import { addDependencyEdges } from './dependency-edges.ts'
import type { Edge, Graph, TaskNode } from './graph.ts'
import { addPhaseEdges, phasesOf } from './phase-edges.ts'
import { reportEnds } from './report-ends.ts'
import { indexTasks } from './resolve-reference.ts'
import { addStatedEdges, type Claim } from './stated-edges.ts'
import { taskNodes } from './task-nodes.ts'
import { addTrackEdges } from './track-edges.ts'

export interface Schedule extends Graph {
  /** The edges without those that close a circle: what waves and chains are computed from. */
  readonly acyclic: readonly Edge[]
  /** The same by the vertex they start at. */
  readonly ways: Adjacency
  readonly analysis: Analysis
  readonly features: readonly Feature[]
  /** What `unblocks` of one task and `blocked_by` of another say differently. */
  readonly claims: readonly Claim[]
}

/** What one plan comes to. */
export interface Feature {
  readonly plan: Plan
  readonly nodes: readonly TaskNode[]
  /** The heaviest chain of open tasks. */
  readonly criticalPath: readonly TaskNode[]
  /** Its weight. */
  readonly length: number
}

/** Reports ids that name no task or several, what contradicts itself, and circles. */
export function buildSchedule(plans: readonly Plan[], diagnostics: Diagnostics): Schedule {
  const tasks = taskNodes(plans)
  const byPlan = new Map<Plan, TaskNode[]>(plans.map((plan) => [plan, []]))
  for (const node of tasks) byPlan.get(node.plan)?.push(node)
  const connector = createConnector(tasks)
  const { unblocked, claims } = addStatedEdges(tasks, { index: indexTasks(tasks), connector, diagnostics })
  for (const [plan, nodes] of byPlan)
    if (plan.family === 'prd') addTrackEdges(plan, nodes, { connector, unblocked })
    else {
      const phases = phasesOf(plan, nodes, connector)
      addDependencyEdges(plan, { nodes, phases }, connector)
      reportEnds(plan, nodes, diagnostics)
      addPhaseEdges(phases, connector)
    }
  const graph = connector.finish()
  const acyclic = breakCycles(graph, diagnostics)
  const ways = adjacency(acyclic, graph.tasks.length + graph.gates.length)
  const analysis = analyse(graph, ways)
  const features = plans.map((plan): Feature => {
    const nodes = byPlan.get(plan) ?? []
    const path = criticalPath(graph, ways, { nodes, analysis })
    return { plan, nodes, criticalPath: path, length: path[0] ? (analysis.remaining[path[0].index] ?? 0) : 0 }
  })
  return { ...graph, acyclic, ways, analysis, features, claims }
}
