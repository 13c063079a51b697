/** base × ours × theirs → what happens to every path, and what the state says afterwards. Pure. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { FileEntry, FileTree } from '../render/tree.ts'
import type { Base, BaseEntry, Change, ChangeSet, Ours, RecordedFile } from './change-set.ts'
import { CODES } from './codes.ts'
import { countChanges } from './count-changes.ts'
import { type Decision, decide, type Rendered, type Standing } from './decide.ts'
import { digest } from './digest.ts'
import { pathCollisions, pathProblem } from './path-names.ts'
import { reportDecision } from './report.ts'

export interface MergeInput {
  readonly base: Base
  readonly ours: Ours
  readonly theirs: FileTree
  /** Whether a path may be written by this run; what else would differ is counted as `left`. Default: all. */
  readonly select?: ((path: string) => boolean) | undefined
}

interface MergedPath {
  readonly change: Change
  readonly decision: Decision
  readonly next: RecordedFile | undefined
  readonly rendered: Rendered | undefined
}

const WRITTEN: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'conflict'])

/** Conflicts are warnings: clean paths go on. An error (a path that may not be written) means: apply nothing. */
export function mergeTrees(input: MergeInput, diagnostics: Diagnostics): ChangeSet {
  const { base, select = () => true } = input
  const changes: Change[] = []
  const nextState = new Map<string, RecordedFile>()
  const blobs = new Map<string, Uint8Array>()
  let left = 0
  for (const path of safePaths(input, diagnostics)) {
    const { change, decision, next, rendered } = mergePath(path, input)
    const isSelected = select(path)
    const kept = isSelected ? next : base.get(path)
    if (kept) nextState.set(path, toRecord(kept))
    if (rendered && kept?.sha256 === rendered.sha256) blobs.set(rendered.sha256, rendered.content)
    if (!isSelected) {
      if (WRITTEN.has(change.kind)) left += 1
      continue
    }
    changes.push(change)
    reportDecision(change, decision, diagnostics)
  }
  return { changes, counts: countChanges(changes, left), nextState, blobs }
}

function mergePath(path: string, { base, ours, theirs }: MergeInput): MergedPath {
  const recorded = base.get(path)
  const found = ours(path)
  const standing = found && { ...found, sha256: found.content && digest(found.content) }
  const source = theirs.get(path)
  const entry = source && { ...source, sha256: digest(source.content) }
  const decision = decide({ base: recorded, ours: standing, theirs: entry })
  const described = source ?? recorded
  const { kind, row, content, mode, reason } = decision
  const change: Change = {
    kind,
    path,
    row,
    reason,
    content,
    mode,
    before: standing?.sha256,
    modeBefore: standing?.mode,
    conflict: decision.conflict && {
      ...decision.conflict,
      base: recorded?.content,
      ours: standing?.content,
      theirs: entry?.content,
    },
    closed: recorded?.conflict !== undefined && kind !== 'conflict' ? true : undefined,
    service: described?.service ?? 'shared',
    owners: described?.owners ?? [],
    chain: described?.chain ?? [],
  }
  return { change, decision, next: nextRecord(decision, { recorded, standing, entry }), rendered: entry }
}

function nextRecord(
  decision: Decision,
  sides: { recorded: BaseEntry | undefined; standing: Standing | undefined; entry: Rendered | undefined },
): RecordedFile | undefined {
  const { recorded, standing, entry } = sides
  if (decision.conflict) {
    const conflict = { kind: decision.conflict.kind, theirs: entry?.sha256 }
    if (recorded?.sha256 !== undefined) return { ...toRecord(recorded), deleted: undefined, conflict }
    return entry && { ...describeEntry(entry), sha256: undefined, conflict }
  }
  if (!entry || decision.kind === 'forget' || decision.kind === 'delete') return undefined
  return {
    ...describeEntry(entry),
    sha256: entry.sha256,
    deleted: standing || decision.kind === 'create' ? undefined : true,
  }
}

function describeEntry({ service, mode, owners, chain, strategy }: FileEntry): Omit<RecordedFile, 'sha256'> {
  return { service, mode, owners, chain, strategy }
}

/** Without the bytes, which the base reads only when asked for them. */
function toRecord(entry: RecordedFile): RecordedFile {
  const { service, sha256, mode, owners, chain, strategy, deleted, conflict } = entry
  return { service, sha256, mode, owners, chain, strategy, deleted, conflict }
}

/** All paths of base and theirs in order, without those that may not be written, which are reported. */
function safePaths({ base, theirs }: MergeInput, diagnostics: Diagnostics): readonly string[] {
  const all = [...new Set([...base.keys(), ...theirs.keys()])].sort((a, b) => (a < b ? -1 : 1))
  const safe = all.filter((path) => {
    const problem = pathProblem(path)
    if (problem === undefined) return true
    const hint = 'give the file another place in the plan'
    diagnostics.add(
      diagnostic(CODES, 'merge/outside-root', { message: `the path \`${path}\` ${problem}`, hint }),
    )
    return false
  })
  for (const [first, second] of pathCollisions(safe.filter((path) => theirs.has(path)))) {
    const message = `\`${first}\` and \`${second}\` cannot stand side by side`
    diagnostics.add(
      diagnostic(CODES, 'merge/path-collision', { message, hint: 'rename one of them in the plan' }),
    )
  }
  return safe
}
