/**
 * The only things that do anything: files, questions, processes. Stages take them as parameters;
 * `workspace`, `cli` and `verify` implement them. Types only.
 */

export type EntryKind = 'file' | 'directory' | 'link' | 'other'

export interface DiskEntry {
  readonly name: string
  readonly kind: EntryKind
}

export interface DiskStat {
  readonly kind: EntryKind
  /** Permission bits, such as 0o644. */
  readonly mode: number
  /** Bytes. */
  readonly size: number
}

/** Synchronous file access by absolute path with `/`. No method follows a link at the last component. */
export interface Disk {
  /** Content of a regular file, or undefined where there is none. */
  read(path: string): Uint8Array | undefined
  /** Entries of a directory sorted by name, or undefined where there is no directory. */
  list(path: string): readonly DiskEntry[] | undefined
  /** What stands at a path, links not followed. */
  stat(path: string): DiskStat | undefined
  /** Creates a file exclusively; throws when anything stands there. Parents must exist. */
  create(path: string, content: Uint8Array, options: { mode: number; sync: boolean }): void
  rename(from: string, to: string): void
  /** Removes a file or link; nothing happens where there is none. */
  remove(path: string): void
  makeDirectory(path: string): void
  /** Removes an empty directory; false where it is not empty or absent. */
  removeDirectory(path: string): boolean
  setMode(path: string, mode: number): void
  /** Flushes a directory entry to stable storage where the platform can. */
  syncDirectory(path: string): void
}

export type Question =
  | {
      readonly kind: 'select'
      readonly name: string
      readonly message: string
      readonly choices: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
    }
  | { readonly kind: 'confirm'; readonly name: string; readonly message: string }
  | { readonly kind: 'text'; readonly name: string; readonly message: string; readonly default?: string }

/** Asks a person. Throws `Cancelled` when the person cancels. */
export type Ask = (question: Question) => Promise<string>

export interface RunResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

/** Runs a program with exact arguments, never through a shell. exitCode 127 where it does not exist. */
export type Run = (
  command: string,
  args: readonly string[],
  options: {
    readonly cwd: string
    readonly env?: Readonly<Record<string, string>>
    readonly seconds?: number
  },
) => Promise<RunResult>
