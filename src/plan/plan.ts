/** What was written: the statements of a plan, unmerged, each with the place it stands at. */
import type { Location } from '../diagnostics/index.ts'
import type { Document } from '../text/document.ts'
import type { DocumentFacts, Requirement } from './facts.ts'

export type Family = 'prd' | 'speckit'

export type TaskStatus = 'pending' | 'in_progress' | 'completed' | 'excluded'

/** A success criterion or checklist line. */
export interface Criterion {
  /** Own id (`SC-001`), else `success-` or `check-` and four hex digits of the normalised text's sha256. */
  readonly id: string
  readonly kind: 'success' | 'check' | 'checkpoint'
  readonly text: string
  readonly done: boolean
  readonly origin: Location
}

export interface Subtask {
  /** As written, `4.1`. */
  readonly id: string
  readonly title: string
  readonly done: boolean
  readonly origin: Location
}

/** An id named as a dependency, with its text as written in the source (`"1.10"` stays `1.10`). */
export interface TaskReference {
  readonly id: string
  readonly origin: Location
}

/** One task file, or one line of a summary or task list. */
export interface Task {
  /** Normalised: `4.0` in the prd family, `T014` in spec-kit. */
  readonly id: string
  readonly title: string
  /** First prose of the task, one paragraph. */
  readonly overview?: string | undefined
  readonly status: TaskStatus
  /** As written in the file; undefined for a task of `shared` or of the whole plan. */
  readonly service?: string | undefined
  readonly scope: 'service' | 'shared' | 'plan'
  readonly phase?: string | undefined
  readonly parallel: boolean
  readonly story?: string | undefined
  readonly labels: readonly string[]
  /** Paths the task names, relative to the workspace root. */
  readonly paths: readonly { readonly path: string; readonly origin: Location }[]
  readonly blockedBy: readonly TaskReference[]
  /** Whether the task says what it is blocked by: `blocked_by: []` says so, too. */
  readonly statesBlockedBy?: boolean | undefined
  readonly unblocks: readonly TaskReference[]
  readonly subtasks: readonly Subtask[]
  readonly criteria: readonly Criterion[]
  /** `<type>`, `<scope>`, `<complexity>` and further words of `<task_context>`, lower case. */
  readonly context: Readonly<Record<string, string>>
  /** `communication_type` as a list without placeholders: grpc, rest, kafka. */
  readonly communication: readonly string[]
  /** `database` of the front matter where filled: service_specific or shared. */
  readonly database?: string | undefined
  readonly requirements: readonly Requirement[]
  /** Facts in the blocks of this very file. */
  readonly facts: DocumentFacts
  /** The document it stands in. */
  readonly path: string
  readonly origin: Location
}

/** A service named in a summary or tech spec, before merging. */
export interface ServiceMention {
  readonly name: string
  readonly kind: 'core' | 'supporting' | 'gateway'
  readonly purpose?: string | undefined
  readonly origin: Location
}

export interface Plan {
  readonly family: Family
  /** Folder name without `prd-`: the feature part of task keys. */
  readonly slug: string
  readonly title: string
  /** Feature folder relative to the workspace root: `tasks/prd-shop`. */
  readonly path: string
  readonly documents: readonly Document[]
  readonly tasks: readonly Task[]
  readonly services: readonly ServiceMention[]
  readonly requirements: readonly Requirement[]
  /** Facts of `_techspec.md`, `services/<service>/design.md`, `_prd.md` and `proto/`, strongest source first. */
  readonly facts: readonly DocumentFacts[]
  readonly hasTechspec: boolean
}
