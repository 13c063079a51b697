/** Repairs what needs no decision: in memory until nothing is left to repair, then on the disk. */
import type { Fix } from '../checks/index.ts'
import { type Diagnostic, Diagnostics } from '../diagnostics/index.ts'
import { editBytes, editPlan } from '../plan/edit/edit-plan.ts'
import { isRestructuring } from '../plan/edit/restructure.ts'
import { absolutePath, readDocument } from '../plan/read-document.ts'
import type { Disk } from '../ports.ts'
import { addTo } from '../text/multimap.ts'
import { runPathProblem } from '../workspace/paths.ts'
import type { Replacement } from '../workspace/replace-files.ts'
import { inspectPlans } from './lint-inspect.ts'
import type { Targets } from './lint-targets.ts'
import { overlayDisk } from './overlay-disk.ts'
import type { Context } from './verb.ts'

/** A repair may show another finding; each round repairs something or is the last one. */
const ROUNDS = 12
/** Edits of a document that are tried one by one where they do not go together. */
const SINGLE = 50

export interface Repaired {
  readonly disk: Disk
  readonly files: readonly Replacement[]
  /** Codes by path, once for each finding that was repaired. */
  readonly codes: ReadonlyMap<string, readonly string[]>
}

type Wanted = { readonly found: Diagnostic; readonly fix: Fix }

export async function repairPlans(
  { disk, install }: Pick<Context, 'disk' | 'install'>,
  targets: Targets,
): Promise<Repaired> {
  const files = new Map<string, Replacement>()
  const codes = new Map<string, string[]>()
  const view = () =>
    overlayDisk(
      disk,
      new Map([...files.values()].map(({ path, after }) => [absolutePath(targets.root, path), after])),
    )
  for (let round = 0; round < ROUNDS; round += 1) {
    const { fixes } = await inspectPlans({ disk: view(), install }, targets)
    let isChanged = false
    for (const [path, wanted, isLast] of byPath(fixes.filter(isWritable))) {
      if (isLast && isChanged) break
      const done = await repairFile(view(), { root: targets.root, path }, wanted)
      if (!done) continue
      isChanged = true
      files.set(path, { path, before: files.get(path)?.before ?? done.before, after: done.after })
      codes.set(path, [...(codes.get(path) ?? []), ...done.codes])
    }
    if (!isChanged) break
  }
  return { disk: view(), files: [...files.values()], codes }
}

/** What is never written, such as a name with a colon, stays as it is. */
const isWritable = ({ fix }: Wanted): boolean => runPathProblem(fix.path) === undefined

/** New lines of a summary are last: they tell the status of their tasks, which other repairs may change. */
function byPath(fixes: readonly Wanted[]): readonly (readonly [string, readonly Wanted[], boolean])[] {
  const isLast = ({ fix }: Wanted) => fix.edit.edit === 'list-task'
  const grouped = (own: readonly Wanted[], last: boolean) =>
    [...groupsOf(own)].map(([path, group]) => [path, group, last] as const)
  return [
    ...grouped(
      fixes.filter((one) => !isLast(one)),
      false,
    ),
    ...grouped(fixes.filter(isLast), true),
  ]
}

function groupsOf(fixes: readonly Wanted[]): ReadonlyMap<string, readonly Wanted[]> {
  const groups = new Map<string, Wanted[]>()
  for (const one of fixes) addTo(groups, one.fix.path, one)
  return groups
}

interface Done {
  readonly before: Uint8Array
  readonly after: Uint8Array
  readonly codes: readonly string[]
}

interface File {
  readonly root: string
  readonly path: string
}

/** Edits of lines go together; what adds or removes lines comes after them, one by one. */
async function repairFile(
  disk: Disk,
  { root, path }: File,
  wanted: readonly Wanted[],
): Promise<Done | undefined> {
  const before = disk.read(absolutePath(root, path))
  if (!before) return undefined
  const inLines = wanted.filter(({ fix }) => !isRestructuring(fix.edit))
  const together = inLines.length === 0 ? undefined : await edit(disk, { root, path }, inLines)
  const codes = together ? inLines.map(({ found }) => found.code as string) : []
  let after = together ?? before
  const rest = together ? [] : inLines.slice(0, SINGLE)
  for (const one of [...rest, ...wanted.filter(({ fix }) => isRestructuring(fix.edit))]) {
    // A place in the document is one of the document as it was read.
    if (after !== before && !isRestructuring(one.fix.edit)) break
    const next = await edit(overlayDisk(disk, new Map([[absolutePath(root, path), after]])), { root, path }, [
      one,
    ])
    if (!next) continue
    after = next
    codes.push(one.found.code)
  }
  return after === before ? undefined : { before, after, codes }
}

/** Undefined where nothing changes or the edit is refused. */
async function edit(
  disk: Disk,
  { root, path }: File,
  wanted: readonly Wanted[],
): Promise<Uint8Array | undefined> {
  const ignored = new Diagnostics()
  const document = readDocument(disk, root, path, ignored)
  const bytes = disk.read(absolutePath(root, path))
  if (!document || !bytes) return undefined
  const edited = await editPlan(
    document,
    wanted.map(({ fix }) => fix.edit),
    ignored,
  )
  return edited && edited.changes.length > 0 ? editBytes(bytes, edited) : undefined
}
