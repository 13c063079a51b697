/** The contract that generators are written against. */

import type { Diagnostic } from '../diagnostics/index.ts'
import type { Criterion } from '../plan/plan.ts'
import type { RoleRef } from '../system/layout.ts'
import type { Scope, Service, System } from '../system/system.ts'
import type { Category } from '../system/work-item.ts'

export type Strategy = 'lines' | 'once' | 'owned'

/** Which files of a service there are. */
export interface FileContext {
  /** Whether the file of a role is part of this tree. */
  has(ref: RoleRef | string): boolean
  /** Path of a role inside the service folder: `src/core/config.py`. */
  path(ref: RoleRef | string): string
}

/** What proves a criterion of the plan. */
export interface CriterionProof {
  readonly criterion: Criterion
  /** Paths of test files inside the service folder, sorted. */
  readonly tests: readonly string[]
  /** Steps of the gates, sorted: `types`. */
  readonly gates: readonly string[]
  /** Something of it nothing proves: a person has to. */
  readonly manual: boolean
  /** Keys of the tasks whose work the tests judge, sorted. */
  readonly subjects: readonly string[]
}

/** What a view may ask about the files of its own service while one tree is rendered. */
export interface RenderContext extends FileContext {
  /** Python module of a role: `src.core.config`. Throws for a role nobody declared. */
  module(ref: RoleRef | string): string
  /** Keys of the scaffolded tasks. */
  readonly scaffolded: ReadonlySet<string>
}

export type View = Readonly<Record<string, unknown>>

/** One file of the output: its place and owners are known before any text is. */
export interface FileSpec {
  readonly scope: Scope
  readonly ref: RoleRef
  /** Relative to the workspace root. */
  readonly path: string
  /** Module of a library that has it already: nothing is written, `module` of the role answers this. */
  readonly importedAs?: string | undefined
  /** Below `templates/`, without the `.ejs` suffix where it is rendered. */
  readonly template: string
  readonly category: Category
  /** Task keys. The file is rendered when any of them is scaffolded. */
  readonly owners: readonly string[]
  /** Rendered as soon as any task of the service is. */
  readonly required: boolean
  /** Rendered as soon as the file of one of these roles is. */
  readonly follows: readonly RoleRef[]
  /** Roles this file cannot run without; they are rendered with it whoever owns them. */
  readonly requires: readonly RoleRef[]
  readonly strategy: Strategy
  readonly mode: 0o644 | 0o755
  view(context: RenderContext): View
}

export interface ServiceGenerator {
  readonly scope?: 'service'
  readonly category: Category
  readonly description: string
  files(service: Service): readonly FileSpec[]
  /** What the plan should hear about what was made of it. */
  findings?(service: Service): readonly Diagnostic[]
  /** What proves the criteria of a service, given its files. */
  criteria?(service: Service, context: FileContext): readonly CriterionProof[]
}

/** Makes what belongs to no single service. */
export interface SystemGenerator {
  readonly scope: 'system'
  readonly category: Category
  readonly description: string
  /** @param ofServices what the generators of services declare */
  files(system: System, ofServices: readonly FileSpec[]): readonly FileSpec[]
  /** What becomes of a file of a service; itself where nothing does. */
  adopt?(spec: FileSpec): FileSpec
}

export type Generator = ServiceGenerator | SystemGenerator

/** Names a generator; exists so that its shape is checked where it is written. */
export function defineGenerator(generator: Generator): Generator {
  return generator
}
