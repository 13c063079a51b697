/** Whether a path of a plan stands somewhere in the workspace: plans write paths from several places. */
import type { Disk, EntryKind } from '../ports.ts'
import { addTo } from '../text/multimap.ts'

type Stands = (path: string, plan: string) => boolean

/** What holds no project of the workspace's own. */
const FOREIGN = new Set(['node_modules', 'vendor', 'dist', 'build', 'target', 'venv', '__pycache__'])
/** Folders of projects that are looked into. */
const MOST = 400

/**
 * As written, from the folder of the plan, or from a project up to two folders below the root: `backend/`,
 * `apps/web/`. A folder stands where it holds anything; `src/auth` also as `src/auth.ts`.
 */
export function standingPlaces({ disk, root }: { readonly disk: Disk; readonly root: string }): Stands {
  const entriesOf = remember((folder) => new Map(disk.list(folder)?.map(({ name, kind }) => [name, kind])))
  let projects: ReadonlyMap<string, readonly string[]> | undefined
  return (path, plan) => {
    const written = path.split('/').filter((segment) => segment !== '' && segment !== '.')
    const wanted = { segments: written, isFolder: path.endsWith('/') }
    if (isAt(root, wanted, entriesOf)) return true
    if (plan !== '' && isAt(`${root}/${plan}`, wanted, entriesOf)) return true
    projects ??= projectsBelow(root, entriesOf)
    const [first = ''] = written
    const bases = written.length === 1 ? [...new Set([...projects.values()].flat())] : projects.get(first)
    return bases?.some((base) => isAt(base, wanted, entriesOf)) ?? false
  }
}

type Entries = (folder: string) => ReadonlyMap<string, EntryKind>

interface Wanted {
  readonly segments: readonly string[]
  readonly isFolder: boolean
}

function remember(read: Entries): Entries {
  const known = new Map<string, ReturnType<Entries>>()
  return (folder) => {
    const found = known.get(folder) ?? read(folder)
    known.set(folder, found)
    return found
  }
}

function isAt(base: string, { segments, isFolder }: Wanted, entriesOf: Entries): boolean {
  const last = segments.at(-1)
  if (last === undefined) return true
  let folder = base
  for (const segment of segments.slice(0, -1)) {
    const kind = entriesOf(folder).get(segment)
    // What stands behind a link is not looked at; that it is there is enough.
    if (kind === 'link') return true
    if (kind !== 'directory') return false
    folder = `${folder}/${segment}`
  }
  const kind = entriesOf(folder).get(last)
  if (kind === 'directory') return entriesOf(`${folder}/${last}`).size > 0
  if (kind !== undefined) return true
  if (isFolder || last.includes('.')) return false
  return [...entriesOf(folder).keys()].some((name) => name.startsWith(`${last}.`))
}

/** Folders that may be the root of a project, by what they hold. */
function projectsBelow(root: string, entriesOf: Entries): ReadonlyMap<string, readonly string[]> {
  const above = foldersIn(root, entriesOf)
  const below = above.flatMap((folder) => foldersIn(folder, entriesOf))
  const holding = new Map<string, string[]>()
  for (const folder of [...above, ...below].slice(0, MOST))
    for (const name of entriesOf(folder).keys()) addTo(holding, name, folder)
  return holding
}

function foldersIn(folder: string, entriesOf: Entries): readonly string[] {
  return [...entriesOf(folder)].flatMap(([name, kind]) =>
    kind === 'directory' && !name.startsWith('.') && !FOREIGN.has(name) ? [`${folder}/${name}`] : [],
  )
}
