import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Disk } from '../../ports.ts'
import { PLAN_CODES } from '../codes.ts'
import { absolutePath } from '../read-document.ts'
import { readFileName } from './task-file-name.ts'
import { compareIds } from './task-id.ts'

/** Names of the files of a feature folder, by what they are. Paths are relative to the workspace root. */
export interface FeatureFiles {
  readonly summary?: string | undefined
  readonly prd?: string | undefined
  readonly techspecs: readonly string[]
  readonly designs: readonly { readonly path: string; readonly service: string }[]
  readonly protos: readonly { readonly path: string; readonly protoPath: string }[]
  readonly tasks: readonly {
    readonly path: string
    readonly id: string
    readonly folder?: string | undefined
  }[]
}

const SUMMARIES = ['_tasks.md', 'tasks.md', 'index.task.md']
const NO_SERVICES: ReadonlySet<string> = new Set(
  'proto services standards contracts checklists adrs analysis reviews'.split(' '),
)
const isTechspec = (name: string): boolean => /^(?:_?techspec|[\w-]{1,80}\.techspec)\.md$/i.test(name)
const isPrd = (name: string): boolean => /^(?:_?prd|[\w-]{1,80}\.prd)\.md$/i.test(name)

/** Whether a folder (absolute) has anything of a feature: a task file, a summary, a specification. */
export function isFeature(disk: Disk, folder: string): boolean {
  const entries = disk.list(folder) ?? []
  const isKnown = (name: string): boolean =>
    SUMMARIES.includes(name) || isTechspec(name) || isPrd(name) || readFileName(name)?.kind === 'task'
  if (entries.some((entry) => entry.kind === 'file' && isKnown(entry.name))) return true
  return entries.some(
    (entry) =>
      entry.kind === 'directory' &&
      isServiceFolder(entry.name) &&
      disk.list(`${folder}/${entry.name}`)?.some((file) => readFileName(file.name)?.kind === 'task'),
  )
}

const isServiceFolder = (name: string): boolean => !NO_SERVICES.has(name) && !/^[._]/.test(name)

interface Listing {
  readonly disk: Disk
  readonly root: string
  readonly diagnostics: Diagnostics
}

/** Sorts the files of a feature folder; links are not followed. */
export function listFeature(disk: Disk, root: string, path: string, diagnostics: Diagnostics): FeatureFiles {
  const listing = { disk, root, diagnostics }
  const files = listFolder(listing, path, 'file')
  const folders = listFolder(listing, path, 'directory')
  const at = (name: string): string => (path === '' ? name : `${path}/${name}`)
  const pick = (names: readonly string[]): string | undefined => names.map(at)[0]
  const tasks = [
    ...listTasks(listing, path, files),
    ...folders
      .filter(isServiceFolder)
      .flatMap((folder) => listTasks(listing, at(folder), listFolder(listing, at(folder), 'file'), folder)),
  ]
  return {
    summary: pick(SUMMARIES.filter((name) => files.includes(name))),
    prd: pick(files.filter(isPrd)),
    techspecs: files.filter(isTechspec).map(at),
    designs: listDesigns(listing, at('services'), folders),
    protos: folders.includes('proto') ? listProtos(listing, at('proto'), '', 0) : [],
    tasks,
  }
}

function listFolder(listing: Listing, path: string, kind: 'file' | 'directory'): string[] {
  const entries = listing.disk.list(absolutePath(listing.root, path)) ?? []
  for (const entry of entries) {
    if (entry.kind !== 'link') continue
    const message = `\`${path}/${entry.name}\` is a link`
    const start = { line: 1, column: 1 }
    const location = { path: `${path}/${entry.name}`, start, end: start }
    const hint = 'put the file itself there'
    listing.diagnostics.add(diagnostic(PLAN_CODES, 'plan/skipped-link', { message, location, hint }))
  }
  return entries.filter((entry) => entry.kind === kind).map((entry) => entry.name)
}

function listTasks(
  { diagnostics }: Listing,
  path: string,
  names: readonly string[],
  folder?: string,
): FeatureFiles['tasks'][number][] {
  const tasks = new Map<string, FeatureFiles['tasks'][number]>()
  const start = { line: 1, column: 1 }
  for (const name of names) {
    const read = readFileName(name)
    if (!read) continue
    const file = path === '' ? name : `${path}/${name}`
    const location = { path: file, start, end: start }
    const twin = tasks.get(read.id)
    if (read.kind === 'neighbour') {
      const message = `\`${name}\` is not a task`
      diagnostics.add(diagnostic(PLAN_CODES, 'plan/skipped-neighbour', { message, location }))
    } else if (twin) {
      const message = `\`${twin.path.slice(path.length + 1)}\` and \`${name}\` are both task \`${read.id}\``
      const hint = 'remove one of them'
      diagnostics.add(diagnostic(PLAN_CODES, 'plan/twin-task-files', { message, location, hint }))
    } else tasks.set(read.id, { path: file, id: read.id, ...(folder !== undefined && { folder }) })
  }
  return [...tasks.values()].sort((a, b) => compareIds(a.id, b.id))
}

function listDesigns(listing: Listing, path: string, folders: readonly string[]): FeatureFiles['designs'] {
  if (!folders.includes('services')) return []
  return listFolder(listing, path, 'directory').flatMap((service) => {
    const hasDesign = listFolder(listing, `${path}/${service}`, 'file').includes('design.md')
    return hasDesign ? [{ path: `${path}/${service}/design.md`, service }] : []
  })
}

const MAX_PROTO_DEPTH = 12

function listProtos(
  listing: Listing,
  base: string,
  below: string,
  depth: number,
): FeatureFiles['protos'][number][] {
  const at = below === '' ? base : `${base}/${below}`
  const inside = (name: string): string => (below === '' ? name : `${below}/${name}`)
  const files = listFolder(listing, at, 'file').filter((name) => name.endsWith('.proto'))
  const folders = depth < MAX_PROTO_DEPTH ? listFolder(listing, at, 'directory') : []
  return [
    ...files.map((name) => ({ path: `${at}/${name}`, protoPath: inside(name) })),
    ...folders.flatMap((name) => listProtos(listing, base, inside(name), depth + 1)),
  ]
}
