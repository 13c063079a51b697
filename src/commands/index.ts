import { create } from './create.ts'
import { explain } from './explain.ts'
import { graph } from './graph.ts'
import { lint } from './lint.ts'
import { list } from './list.ts'
import { scaffold } from './scaffold.ts'
import { status } from './status.ts'
import type { Verb } from './verb.ts'

export interface Program {
  readonly summary: string
  readonly verbs: readonly Verb[]
  /** What a command line without a command runs. */
  readonly bare?: Verb
}

/** The two programs of the package and their verbs, in the order of their help. */
export const PROGRAMS = {
  'create-taskplan-service': { summary: create.summary, verbs: [create] },
  taskplan: {
    summary: 'Keeps a task plan, its code and its tests in step.',
    verbs: [status, scaffold, lint, list, graph, explain],
    bare: status,
  },
} as const satisfies Record<string, Program>

export type ProgramName = keyof typeof PROGRAMS
