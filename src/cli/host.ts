import type { ProgramName } from '../commands/index.ts'
import type { Installation } from '../commands/verb.ts'
import type { Ask, Disk, Run } from '../ports.ts'
import { type Descriptor, mayBeTerminal, writeNow } from '../workspace/descriptors.ts'

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
  isStderrTerminal(): boolean
}

/** Opens each stream with the first text for it. A reader that goes away ends the output quietly. */
export function openOutputs(host: Pick<Host, 'stdout' | 'stderr'>): Outputs {
  if (host !== process) {
    return {
      stdout: openOutput(() => host.stdout),
      stderr: openOutput(() => host.stderr),
      isStderrTerminal: () => host.stderr.isTTY === true,
    }
  }
  return {
    stdout: openDescriptor(1, () => process.stdout),
    stderr: openDescriptor(2, () => process.stderr),
    isStderrTerminal: () => mayBeTerminal(2) && process.stderr.isTTY,
  }
}

function openOutput(find: () => Output): (text: string) => void {
  let stream: Output | undefined
  return (text) => {
    if (text === '') return
    stream ??= listening(find())
    stream.write(text)
  }
}

/** The stream is only opened for what cannot be written at once. */
function openDescriptor(descriptor: Descriptor, find: () => NodeJS.WriteStream): (text: string) => void {
  let stream: NodeJS.WriteStream | undefined
  return (text) => {
    const rest = stream ? text : writeNow(descriptor, text)
    if (rest.length === 0) return
    stream ??= listening(find())
    stream.write(rest)
  }
}

function listening<T extends Output>(stream: T): T {
  stream.on?.('error', ignoreClosedPipe)
  return stream
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
