/** What the workspace remembers between runs. Types only. */
import type { RecordedFile } from '../merge/index.ts'

/** Version of the format of `services/*.json`. */
export const SCHEMA = 1

export interface ScaffoldedTask {
  /** `<feature>:<service>/<id>`. */
  readonly key: string
  readonly category: string
  readonly title: string
}

export interface Answer {
  readonly value: unknown
  /** `flag`, `file`, `plan`, `prompt`, `convention` or `default`. */
  readonly from: string
  /** Which pack or place gave it. */
  readonly by?: string | undefined
}

export type Answers = ReadonlyMap<string, Answer>

export interface ServiceState {
  readonly answers: Answers
  readonly files: ReadonlyMap<string, RecordedFile>
  /** Sections that this version carries along unread. */
  readonly moved: ReadonlyMap<string, unknown>
  readonly decisions: ReadonlyMap<string, unknown>
}

export interface State {
  /** Sorted by key. */
  readonly tasks: readonly ScaffoldedTask[]
  readonly services: ReadonlyMap<string, ServiceState>
  /** Bytes of each file of the state as they were read, by path. */
  readonly sources: ReadonlyMap<string, Uint8Array>
}
