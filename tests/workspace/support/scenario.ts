/** A workspace at `/w` and one command after another on it. */
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { type ChangeSet, mergeTrees } from '../../../src/merge/index.ts'
import type { Disk } from '../../../src/ports.ts'
import type { FileEntry, FileTree } from '../../../src/render/tree.ts'
import { type ApplyOptions, applyChanges, type RunReport } from '../../../src/workspace/apply.ts'
import type { Processes } from '../../../src/workspace/processes.ts'
import { recoverIfNeeded } from '../../../src/workspace/recover.ts'
import { openWorkspace } from '../../../src/workspace/workspace.ts'
import { snapshot } from '../../support/memory-disk.ts'

export const ROOT = '/w'

export type Texts = Readonly<Record<string, string | (Partial<FileEntry> & { readonly text: string })>>

/** A rendered tree; the service of a file is its first folder. */
export function tree(texts: Texts): FileTree {
  const entries = Object.entries(texts).map(([path, given]): [string, FileEntry] => {
    const { text, ...rest } = typeof given === 'string' ? { text: given } : given
    const service = path.includes('/') ? path.slice(0, path.indexOf('/')) : 'shared'
    const usual = {
      mode: 0o644,
      owners: ['shop:auth/1'],
      chain: ['core:x.ejs'],
      strategy: 'lines',
      service,
    } as const
    return [path, { ...usual, ...rest, content: Buffer.from(text) }]
  })
  return new Map(entries)
}

/** A process that is alone: every other one is dead. */
export function lonely(pid: number): Processes {
  const self = { host: 'here', pid, started: `start ${pid}` }
  return { self, startOf: (other) => (other === pid ? self.started : undefined) }
}

export interface Ran {
  readonly report: RunReport
  readonly changeSet: ChangeSet
  readonly diagnostics: Diagnostics
}

export interface RunOptions extends ApplyOptions {
  readonly select?: (path: string) => boolean
}

/** Recovery, merge and apply, as every writing command does them. */
export function run(disk: Disk, theirs: FileTree, options: RunOptions = {}): Ran {
  const diagnostics = new Diagnostics()
  const processes = options.processes ?? lonely(1)
  recoverIfNeeded({ disk, root: ROOT }, diagnostics, processes)
  const workspace = openWorkspace({ disk, root: ROOT }, diagnostics)
  const changeSet = mergeTrees(
    { base: workspace.readBase(), ours: workspace.ours, theirs, select: options.select },
    diagnostics,
  )
  return { report: applyChanges(workspace, changeSet, { ...options, processes }), changeSet, diagnostics }
}

/** The workspace without what is local: journals, the lock, folders of the state that hold nothing. */
export function lasting(disk: Disk): Readonly<Record<string, string>> {
  const all = Object.entries(snapshot(disk, ROOT))
  const isLocal = (path: string): boolean => /^\.taskplan(\/(journal|lock)(\/.*)?)?$/.test(path)
  return Object.fromEntries(all.filter(([path]) => !isLocal(path)))
}
