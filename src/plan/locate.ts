import { posix } from 'node:path'
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import { PLAN_CODES } from './codes.ts'
import { FAMILIES } from './families.ts'
import type { PlanLocation } from './family.ts'
import { absolutePath } from './read-document.ts'

/**
 * The workspace root: the nearest ancestor with `.taskplan/services/` or `taskplan.yaml`, else the nearest
 * with a feature folder in `tasks/` or `specs/`, else the git root, else the folder itself.
 */
export function findRoot(disk: Disk, cwd: string): string {
  const folders = ancestors(cwd)
  const isDirectory = (path: string): boolean => disk.stat(path)?.kind === 'directory'
  return (
    folders.find(
      (at) => isDirectory(posix.join(at, '.taskplan/services')) || disk.stat(posix.join(at, 'taskplan.yaml')),
    ) ??
    folders.find((at) => holdsFeature(disk, at)) ??
    folders.find((at) => disk.stat(posix.join(at, '.git'))) ??
    cwd
  )
}

export interface LocateOptions {
  /** Absolute, with `/`, as `cwd`. */
  readonly root: string
  readonly cwd: string
  /** Path of a feature folder or of a file in it: absolute, or relative to `cwd` or `root`. */
  readonly plan?: string | undefined
  /** Slug of a feature, with or without `prd-` or a leading number. */
  readonly prd?: string | undefined
}

/** A place where a plan was looked for; `found` says whether one stands there. */
export interface TriedPlace {
  readonly path: string
  readonly found: boolean
  readonly reason: string
}

export interface LocatedPlans {
  /** Every feature of the workspace, sorted by path. */
  readonly all: readonly PlanLocation[]
  /** Those of a family that services are written from. */
  readonly generated: readonly PlanLocation[]
  /** The one named, or the only one that services are written from; undefined where the choice is open or nothing was found. */
  readonly chosen?: PlanLocation | undefined
  readonly tried: readonly TriedPlace[]
}

/** Finds the plans of a workspace. A plan that is named and not found, or found twice, is an error. */
export function locatePlans(disk: Disk, options: LocateOptions, diagnostics: Diagnostics): LocatedPlans {
  const { root, cwd } = options
  const places: TriedPlace[] = []
  const bases = ancestors(cwd).filter((at) => isInside(at, root))
  if (!bases.includes(root)) bases.push(root)
  const all = bases.flatMap((base) => featuresAt(disk, base, places).map((found) => locationOf(found, root)))
  all.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const generated = all.filter(isGenerated)
  const tried = places.map((place) => ({ ...place, path: relative(place.path, root) }))
  if (options.plan !== undefined) {
    const chosen = choosePath(disk, options, options.plan, { tried, diagnostics })
    return { all, generated, chosen, tried }
  }
  if (options.prd !== undefined) {
    return { all, generated, chosen: chooseSlug(all, options.prd, diagnostics), tried }
  }
  if (all.length === 0) {
    const message = `no plan in ${FAMILIES.flatMap((family) => family.places.map((place) => `\`${place}/\``)).join(', ')}`
    const hint = 'pass the folder of a plan with `--plan <path>`'
    diagnostics.add(diagnostic(PLAN_CODES, 'plan/not-found', { message, hint }))
  }
  return { all, generated, chosen: generated.length === 1 ? generated[0] : undefined, tried }
}

export const isGenerated = (location: PlanLocation): boolean =>
  FAMILIES.some((family) => family.family === location.family && family.isGenerated)

interface Finding {
  readonly tried: TriedPlace[]
  readonly diagnostics: Diagnostics
}

function choosePath(
  disk: Disk,
  options: LocateOptions,
  plan: string,
  finding: Finding,
): PlanLocation | undefined {
  const { root, cwd } = options
  const candidates = [
    ...new Set([cwd, root].map((base) => normalise(absolutePath(base, plan.replaceAll('\\', '/'))))),
  ]
  for (const path of candidates) {
    const folder = featureFolder(disk, path)
    finding.tried.push({
      path: relative(path, root),
      found: folder !== undefined,
      reason: 'named by `--plan`',
    })
    const family = folder === undefined ? undefined : familyOf(disk, folder)
    if (folder !== undefined && family) return locationOf({ folder, family }, root)
  }
  const message = `no plan at ${candidates.map((path) => `\`${relative(path, root)}\``).join(', ')}`
  const hint = 'pass a feature folder, or a task file in it'
  finding.diagnostics.add(diagnostic(PLAN_CODES, 'plan/not-found', { message, hint }))
  return undefined
}

/** The feature a path belongs to: itself, or the folder above a service folder. */
function featureFolder(disk: Disk, path: string): string | undefined {
  const kind = disk.stat(path)?.kind
  const start = kind === 'file' ? posix.dirname(path) : kind === 'directory' ? path : undefined
  if (start === undefined) return undefined
  const above = posix.dirname(start)
  const isService =
    PLACE_NAMES.has(posix.basename(posix.dirname(above))) && familyOf(disk, above) !== undefined
  if (isService) return above
  return familyOf(disk, start) ? start : undefined
}

const PLACE_NAMES: ReadonlySet<string> = new Set(['tasks', 'specs'])

function familyOf(disk: Disk, folder: string): Feature['family'] | undefined {
  const place = posix.basename(posix.dirname(folder))
  const byPlace = FAMILIES.find(
    (family) => family.places.some((known) => posix.basename(known) === place) && family.holds(disk, folder),
  )
  return byPlace ?? FAMILIES.find((family) => family.holds(disk, folder))
}

function chooseSlug(
  all: readonly PlanLocation[],
  wanted: string,
  diagnostics: Diagnostics,
): PlanLocation | undefined {
  const matching = all.filter((location) => answersTo(location, wanted))
  if (matching.length === 1) return matching[0]
  const list = (locations: readonly PlanLocation[]) =>
    locations.map((location) => `\`${location.path}\``).join(', ')
  if (matching.length > 1) {
    const message = `${matching.length} plans match \`${wanted}\`: ${list(matching)}`
    const hint = 'pass the path of one of them with `--plan`'
    diagnostics.add(diagnostic(PLAN_CODES, 'plan/ambiguous-location', { message, hint }))
    return undefined
  }
  const places = [
    `tasks/prd-${wanted}/`,
    `tasks/${wanted}/`,
    `.compozy/tasks/${wanted}/`,
    `specs/*-${wanted}/`,
  ]
  const message = `no plan at ${places.map((place) => `\`${place}\``).join(', ')}`
  const hint = all.length > 0 ? `name one of ${list(all)}` : 'pass the folder of a plan with `--plan <path>`'
  diagnostics.add(diagnostic(PLAN_CODES, 'plan/not-found', { message, hint }))
  return undefined
}

function answersTo(location: PlanLocation, wanted: string): boolean {
  const name = posix.basename(location.path)
  const short = /^\d{1,4}-(.+)$/.exec(name)?.[1]
  return name === wanted || location.slug === wanted || short === wanted
}

interface Feature {
  readonly folder: string
  readonly family: (typeof FAMILIES)[number]
}

function featuresAt(disk: Disk, base: string, tried: TriedPlace[]): Feature[] {
  return FAMILIES.flatMap((family) =>
    family.places.flatMap((name) => {
      const place = posix.join(base, name)
      const folders = foldersIn(disk, place)
      if (!folders) tried.push({ path: place, found: false, reason: 'no such folder' })
      return (folders ?? []).flatMap((folder) => {
        const found = family.holds(disk, folder)
        tried.push({
          path: folder,
          found,
          reason: found ? 'a plan' : 'no task file, summary or specification',
        })
        return found ? [{ folder, family }] : []
      })
    }),
  )
}

function holdsFeature(disk: Disk, base: string): boolean {
  return FAMILIES.some((family) =>
    family.places.some((place) =>
      foldersIn(disk, posix.join(base, place))?.some((folder) => family.holds(disk, folder)),
    ),
  )
}

/** Paths of the folders in a folder; undefined where there is none, or nothing in it. */
function foldersIn(disk: Disk, place: string): readonly string[] | undefined {
  const entries = disk.list(place) ?? []
  if (entries.length === 0) return undefined
  const folders = entries.filter(({ kind, name }) => kind === 'directory' && !name.startsWith('.'))
  return folders.map(({ name }) => posix.join(place, name))
}

function locationOf({ folder, family }: Feature, root: string): PlanLocation {
  return { family: family.family, slug: family.slugOf(posix.basename(folder)), path: relative(folder, root) }
}

function ancestors(path: string): string[] {
  const above = posix.dirname(path)
  return above === path || (path.endsWith(':') && /^[A-Za-z]:$/.test(path)) || !path.includes('/')
    ? [path]
    : [path, ...ancestors(above)]
}

const below = (root: string): string => (root.endsWith('/') ? root : `${root}/`)
const isInside = (path: string, root: string): boolean => path === root || path.startsWith(below(root))

function relative(path: string, root: string): string {
  if (path === root) return ''
  return isInside(path, root) ? path.slice(below(root).length) : path
}

/** Resolves `.` and `..` of an absolute path. */
function normalise(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return path.startsWith('/') ? `/${parts.join('/')}` : parts.join('/')
}
