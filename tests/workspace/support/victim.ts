/**
 * A process of its own that the kill test ends: `apply` brings the new files into a workspace and notes each rename
 * in a log outside it, slowly enough to be hit; `recover` does what the next writing command does first.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { Diagnostics } from '../../../src/diagnostics/index.ts'
import { mergeTrees } from '../../../src/merge/index.ts'
import type { Disk } from '../../../src/ports.ts'
import { applyChanges } from '../../../src/workspace/apply.ts'
import { createDisk } from '../../../src/workspace/disk.ts'
import { recoverIfNeeded } from '../../../src/workspace/recover.ts'
import { openWorkspace } from '../../../src/workspace/workspace.ts'
import { newTree, oldTree } from './victim-trees.ts'

const [task = '', root = '', log = ''] = process.argv.slice(2)
const PAUSE_MILLISECONDS = 2

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS)
}

/** Says `first` before the first rename of a working file and `last` after the one that commits. */
function watched(disk: Disk, say: (line: string) => void): Disk {
  return {
    ...disk,
    rename(from, to) {
      const isRecord = to.endsWith('run.json')
      if (!isRecord) say(`${to}\n`)
      disk.rename(from, to)
      if (!isRecord) pause()
      if (/\/journal\/[^/.]+$/.test(to)) say('committed\n')
    },
  }
}

function apply(disk: Disk, version: 'old' | 'new'): void {
  const diagnostics = new Diagnostics()
  const workspace = openWorkspace({ disk, root }, diagnostics)
  const theirs = version === 'old' ? oldTree() : newTree()
  const changes = mergeTrees({ base: workspace.readBase(), ours: workspace.ours, theirs }, diagnostics)
  applyChanges(workspace, changes, { tasks: [{ key: 'shop:auth/1', category: 'setup', title: version }] })
}

if (task === 'recover') recoverIfNeeded({ disk: createDisk(), root }, new Diagnostics())
if (task === 'prepare') apply(createDisk(), 'old')
if (task === 'finish') apply(createDisk(), 'new')
if (task === 'apply') {
  const handle = openSync(log, 'wx')
  apply(
    watched(createDisk(), (line) => {
      writeSync(handle, line)
      writeSync(1, line)
    }),
    'new',
  )
  closeSync(handle)
}
