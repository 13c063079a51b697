import type { DocumentFacts, PackageRequirement, ProjectFacts } from '../plan/facts.ts'
import { modernize } from './modernize.ts'
import { byOrigin } from './order.ts'
import type { ServiceParts } from './services.ts'
import type { Project, Service } from './system.ts'

export interface ProjectDefaults {
  readonly version: string
  /** `>=3.11`. */
  readonly requiresPython: string
  /** Percent. */
  readonly coverage: number
  /** Whether packages of a service that are dead or dangerous are replaced. */
  readonly modernizes: (service: string) => boolean
}

export const PROJECT_DEFAULTS: ProjectDefaults = {
  version: '0.1.0',
  requiresPython: '>=3.11',
  coverage: 90,
  modernizes: () => false,
}

/** The pyproject facts of a service: of the task files first, then of the documents. */
export function projectOf(parts: ServiceParts, defaults: ProjectDefaults): Project {
  const facts = [...parts.tasks.map(({ task }) => task.facts), ...parts.documents]
  const projects = facts.flatMap(({ project }): readonly ProjectFacts[] => (project ? [project] : []))
  const listed = mergePackages(projects)
  const { packages, replaced } = defaults.modernizes(parts.name)
    ? modernize(listed)
    : { packages: listed, replaced: [] }
  return {
    version: projects.find(({ version }) => version !== undefined)?.version ?? defaults.version,
    requiresPython:
      projects.find(({ requiresPython }) => requiresPython !== undefined)?.requiresPython ??
      defaults.requiresPython,
    packages,
    replaced,
    legacyDevDependencies: projects.find((project) => project.legacyDevDependencies)?.legacyDevDependencies,
    formatter: packages.some(({ name }) => name === 'black') ? 'black' : 'ruff',
  }
}

/** One requirement per name, group and marker, the first told wins; in plan order. */
function mergePackages(projects: readonly ProjectFacts[]): readonly PackageRequirement[] {
  const merged = new Map<string, PackageRequirement>()
  for (const found of projects.flatMap(({ packages }) => packages)) {
    const key = `${found.group} ${found.name} ${found.marker ?? ''}`
    if (!merged.has(key)) merged.set(key, found)
  }
  return [...merged.values()].sort(byOrigin)
}

/** Percent that a criterion asks for, else a statement of a document, else the default. */
export function coverageOf(parts: ServiceParts, defaults: ProjectDefaults): Service['coverage'] {
  const criteria = parts.tasks.flatMap(({ task }) => task.criteria)
  const told = parts.documents.flatMap(({ statements }) => statements)
  for (const { text } of [...criteria, ...told]) {
    const percent = percentOf(text.slice(0, 1000))
    if (percent !== undefined) return percent
  }
  return defaults.coverage
}

function percentOf(text: string): number | undefined {
  const match =
    /(\d{1,3}) ?%[^.%\n\d]{0,40}coverage/i.exec(text) ?? /coverage[^.%\n\d]{0,40}(\d{1,3}) ?%/i.exec(text)
  const percent = Number(match?.[1])
  return percent >= 1 && percent <= 100 ? percent : undefined
}

const PYTHON_LAYERS = ['api/', 'models/', 'services/', 'schemas/', 'repositories/', 'core/', 'main.py']

/** `app` where the drawn tree has Python layers below `app/` and no `src/`, else `src`. */
export function rootPackageOf(trees: readonly DocumentFacts['tree'][]): 'src' | 'app' {
  const paths = trees.flat().map(({ path }) => path)
  const hasApp = paths.some((path) => PYTHON_LAYERS.some((layer) => path.startsWith(`app/${layer}`)))
  return hasApp && !paths.some((path) => path.startsWith('src/')) ? 'app' : 'src'
}
