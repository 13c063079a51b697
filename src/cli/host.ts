import type { ProgramName } from '../commands/index.ts'
import type { Installation } from '../commands/verb.ts'
import type { Ask, Disk, Run } from '../ports.ts'

/** A stream that text goes to. */
export interface Output {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
  on?(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown
}

/** The part of `process` that is used. Its streams are opened by being read, so only those needed are. */
export interface Host {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: { readonly isTTY?: boolean | undefined }
  readonly stdout: Output
  readonly stderr: Output
  cwd(): string
}

export interface Parts {
  readonly program: ProgramName
  /** Folder of the templates, with a trailing slash. */
  readonly templates: URL
  readonly generators: Installation['generators']
  /** Instead of the real ones. */
  readonly disk?: Disk
  readonly ask?: Ask
  readonly run?: Run
}

export interface Outputs {
  stdout(text: string): void
  stderr(text: string): void
}

/** Opens each stream with the first text for it. A reader that goes away ends the output quietly. */
export function openOutputs(host: Pick<Host, 'stdout' | 'stderr'>): Outputs {
  return { stdout: openOutput(() => host.stdout), stderr: openOutput(() => host.stderr) }
}

function openOutput(find: () => Output): (text: string) => void {
  let stream: Output | undefined
  return (text) => {
    if (text === '') return
    if (stream === undefined) {
      stream = find()
      stream.on?.('error', ignoreClosedPipe)
    }
    stream.write(text)
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
