/** ChangeSet → the writes of a run, state included. Empty where everything already is as it should be. */
import { type ChangeSet, digest, type RecordedFile } from '../merge/index.ts'
import type { Phase, Write } from './operation.ts'
import { BASE, blobPath, CONFLICTS, locate, runPathProblem, SERVICES, STATE, TASKS } from './paths.ts'
import { refuseObstacle } from './refuse-links.ts'
import type { Answers, ScaffoldedTask, ServiceState } from './state.ts'
import type { Workspace } from './workspace.ts'
import { ATTRIBUTES, IGNORED, writeService, writeTasks } from './write-state.ts'

export interface NextState {
  /** All scaffolded tasks after the run; as before where not given. */
  readonly tasks?: readonly ScaffoldedTask[] | undefined
  /** Answers of this run by service, laid over those of earlier ones. */
  readonly answers?: ReadonlyMap<string, Answers> | undefined
}

const SIDES = ['base', 'ours', 'theirs'] as const

export function planWrites(workspace: Workspace, changeSet: ChangeSet, next: NextState): readonly Write[] {
  const visible = [...treeWrites(changeSet), ...conflictWrites(workspace, changeSet)]
  const state = stateWrites(workspace, changeSet, next)
  if (visible.length === 0 && state.length === 0) return []
  return [...visible, ...blobWrites(workspace, changeSet), ...state]
}

function treeWrites({ changes }: ChangeSet): readonly Write[] {
  return changes.flatMap(({ kind, path, content, mode, modeBefore, before }): Write[] => {
    const common = { path, phase: 'tree' as const, before, modeBefore, mode }
    const after = content && digest(content)
    if (kind === 'create')
      return [{ ...common, kind, content, after, before: undefined, modeBefore: undefined }]
    if (kind === 'delete') return [{ ...common, kind, content: undefined, after: undefined, mode: undefined }]
    if (kind !== 'update') return []
    return [
      content ? { ...common, kind, content, after } : { ...common, kind: 'mode', content, after: before },
    ]
  })
}

/** Both sides of each open conflict beside the state; those of settled ones go. */
function conflictWrites(workspace: Workspace, { changes }: ChangeSet): readonly Write[] {
  return changes
    .filter((change) => change.conflict || change.closed)
    .flatMap(({ path, conflict }) =>
      SIDES.map((side) => ({ path: `${CONFLICTS}/${path}.${side}`, bytes: conflict?.[side] })),
    )
    .filter(({ path }) => runPathProblem(path) === undefined)
    .flatMap(({ path, bytes }) => fileWrites(workspace, { path, bytes, phase: 'conflicts' }))
}

function stateWrites(workspace: Workspace, changeSet: ChangeSet, next: NextState): readonly Write[] {
  const files = new Map<string, Uint8Array | undefined>()
  for (const [service, state] of nextServices(workspace, changeSet, next.answers)) {
    files.set(`${SERVICES}/${service}.json`, isEmpty(state) ? undefined : writeService(state))
  }
  if (next.tasks) files.set(TASKS, next.tasks.length === 0 ? undefined : writeTasks(next.tasks))
  const writes = [...files].flatMap(([path, bytes]) => fileWrites(workspace, { path, bytes, phase: 'state' }))
  if (workspace.state.sources.size === 0 && writes.length === 0) return []
  return [...writes, ...houseWrites(workspace)]
}

/** What version control must know of the state; a file that is there is left alone. */
function houseWrites(workspace: Workspace): readonly Write[] {
  const files = { [`${STATE}/.gitattributes`]: ATTRIBUTES, [`${STATE}/.gitignore`]: IGNORED }
  return Object.entries(files)
    .filter(([path]) => workspace.disk.stat(locate(workspace, path)) === undefined)
    .flatMap(([path, text]) => fileWrites(workspace, { path, bytes: Buffer.from(text), phase: 'state' }))
}

function nextServices(
  { state }: Workspace,
  { nextState }: ChangeSet,
  answers: NextState['answers'] = new Map(),
): ReadonlyMap<string, ServiceState> {
  const files = new Map<string, Map<string, RecordedFile>>()
  for (const [path, file] of nextState) {
    const ofService = files.get(file.service) ?? new Map<string, RecordedFile>()
    files.set(file.service, ofService.set(path, file))
  }
  const names = new Set([...state.services.keys(), ...files.keys(), ...answers.keys()])
  const services = new Map<string, ServiceState>()
  for (const name of [...names].sort()) {
    const before = state.services.get(name)
    services.set(name, {
      answers: new Map([...(before?.answers ?? []), ...(answers.get(name) ?? [])]),
      files: files.get(name) ?? new Map(),
      moved: before?.moved ?? new Map(),
      decisions: before?.decisions ?? new Map(),
    })
  }
  return services
}

function isEmpty({ answers, files, moved, decisions }: ServiceState): boolean {
  return answers.size + files.size + moved.size + decisions.size === 0
}

/** New renderings come, those that nothing names any more go. */
function blobWrites(workspace: Workspace, { blobs, nextState }: ChangeSet): readonly Write[] {
  const stored = storedBlobs(workspace)
  const needed = new Set([...nextState.values()].map((file) => file.sha256))
  const missing = [...blobs].filter(([sha256]) => !stored.has(sha256))
  const garbage = [...stored].filter((sha256) => !needed.has(sha256)).map(blobPath)
  return [
    ...missing.map(([sha256, content]) => created(blobPath(sha256), content, 'base')),
    ...garbage.flatMap((path) => fileWrites(workspace, { path, bytes: undefined, phase: 'garbage' })),
  ]
}

function storedBlobs(workspace: Workspace): ReadonlySet<string> {
  const { disk } = workspace
  const folders = (disk.list(locate(workspace, BASE)) ?? []).filter(({ name }) => /^[0-9a-f]{2}$/.test(name))
  const names = folders.flatMap(({ name }) => disk.list(locate(workspace, `${BASE}/${name}`)) ?? [])
  return new Set(
    names.filter(({ name, kind }) => kind === 'file' && /^[0-9a-f]{64}$/.test(name)).map(({ name }) => name),
  )
}

/** At most one write that makes a file what it should be; undefined bytes mean that it should be absent. */
function fileWrites(
  workspace: Workspace,
  { path, bytes, phase }: { path: string; bytes: Uint8Array | undefined; phase: Phase },
): readonly Write[] {
  refuseObstacle(workspace, path)
  const at = locate(workspace, path)
  const standing = workspace.disk.read(at)
  if (standing === undefined) return bytes === undefined ? [] : [created(path, bytes, phase)]
  if (bytes !== undefined && Buffer.compare(standing, bytes) === 0) return []
  const modeBefore = workspace.disk.stat(at)?.mode
  const common = { path, phase, before: digest(standing), modeBefore }
  if (bytes === undefined)
    return [{ ...common, kind: 'delete', after: undefined, mode: undefined, content: undefined }]
  return [{ ...common, kind: 'update', after: digest(bytes), mode: modeBefore, content: bytes }]
}

function created(path: string, content: Uint8Array, phase: Phase): Write {
  const common = { before: undefined, modeBefore: undefined, mode: 0o644, content, phase }
  return { ...common, kind: 'create', path, after: digest(content) }
}
