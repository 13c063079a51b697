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

/** What a phase is about, by the words of its heading; `group` where none of them tells. */
export type PhaseKind = 'setup' | 'tests' | 'core' | 'integration' | 'story' | 'polish' | 'group'

/** A phase or group of a task list, in the order of the file. */
export interface Phase {
  /** `3.2`, `2b`, `N`; the title of a group without a number. Unique in the plan. */
  readonly id: string
  /** Without number, priority and marks. */
  readonly title: string
  readonly kind: PhaseKind
  /** `US1` where the heading names one story. */
  readonly story?: string | undefined
  /** What is true when the phase is done. */
  readonly checkpoint?: string | undefined
  readonly origin: Location
}

/** One end of a dependency, as the text names it. */
export interface DependencyEnd {
  readonly kind: 'task' | 'phase' | 'story'
  /** Key of a task in the plan, id of a phase, `US1`. */
  readonly id: string
}

/** A statement of a task list: each of `waiting` comes after every one of `on`. */
export interface Dependency {
  readonly waiting: readonly DependencyEnd[]
  readonly on: readonly DependencyEnd[]
  /** The words that say so. */
  readonly reason: string
  readonly origin: Location
}

/** What a summary says of a task that has a file. */
export interface ListedTask {
  readonly title: string
  readonly status?: TaskStatus | undefined
  /** Whether it has a box that can be ticked. */
  readonly isBox?: boolean | undefined
  readonly origin: Location
}

/** One task file, or one line of a summary or task list. */
export interface Task {
  /** Normalised: `4.0` in the prd family, `T014` in spec-kit. */
  readonly id: string
  /** Spec-kit: what tells it apart in the feature, the id or `ph1f3.T001` where that is used again. */
  readonly key?: string | undefined
  readonly title: string
  /** First prose of the task, one paragraph. */
  readonly overview?: string | undefined
  readonly status: TaskStatus
  /** As written in the file; undefined for a task of `shared` or of the whole plan. */
  readonly service?: string | undefined
  readonly scope: 'service' | 'shared' | 'plan'
  /** Spec-kit: the id of a `Phase`; else the track as written. */
  readonly phase?: string | undefined
  readonly parallel: boolean
  /** `US1`; several: `US1,US2`. */
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
  /** Of a task with a file of its own: its line in the summary. */
  readonly listed?: ListedTask | undefined
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

/** Given, when, then. */
export interface Scenario {
  /** As written, in one line. */
  readonly text: string
  readonly origin: Location
}

/** A user story of a specification. */
export interface Story {
  /** `US1`; a story without a number has the next free one. */
  readonly id: string
  readonly title: string
  /** `P1`. */
  readonly priority?: string | undefined
  readonly independentTest?: string | undefined
  readonly scenarios: readonly Scenario[]
  readonly origin: Location
}

/** What research came to. */
export interface Decision {
  /** The heading it stands below, where one names it. */
  readonly topic?: string | undefined
  readonly text: string
  readonly rationale?: string | undefined
  readonly alternatives?: string | undefined
  readonly origin: Location
}

/** Something a document asks; `answer` undefined: it is still open. */
export interface Question {
  readonly text: string
  readonly answer?: string | undefined
  readonly origin: Location
}

/** A line of the technical context: `Language/Version`, `Storage`, with what stands behind it. */
export interface TechnicalChoice {
  /** As written, without emphasis. */
  readonly key: string
  readonly text: string
  readonly origin: Location
}

/** What the documents beside a task list say, besides requirements and facts. */
export interface BesideTasks {
  readonly stories: readonly Story[]
  /** `SC-001` and performance goals. */
  readonly criteria: readonly Criterion[]
  /** Boxes of `checklists/`: they are about the documents, not about the service. */
  readonly checklist: readonly Criterion[]
  /** What was asked and answered, and what still says NEEDS CLARIFICATION. */
  readonly questions: readonly Question[]
  readonly choices: readonly TechnicalChoice[]
  readonly decisions: readonly Decision[]
  /** Names of the end-to-end scenarios of `quickstart.md`. */
  readonly journeys: readonly Scenario[]
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
  /** Spec-kit only. */
  readonly phases?: readonly Phase[] | undefined
  /** Spec-kit only: what the text says about the order, besides what tasks say of themselves. */
  readonly dependencies?: readonly Dependency[] | undefined
  readonly services: readonly ServiceMention[]
  readonly requirements: readonly Requirement[]
  /** Spec-kit only, of the documents beside `tasks.md`; undefined where only the tasks were read. */
  readonly beside?: BesideTasks | undefined
  /** Facts of `_techspec.md`, `services/<service>/design.md`, `_prd.md` and `proto/`, strongest source first. */
  readonly facts: readonly DocumentFacts[]
  readonly hasTechspec: boolean
}
