/** The package that services of a system share: modules that each of them would have a copy of. */
import {
  type FileSpec,
  filesOf,
  lowestBound,
  type RenderContext,
  type Service,
  type SharedLibrary,
  type SharedScope,
  type System,
  type View,
} from '../../src/generator/index.ts'
import { dependenciesOf } from '../dependencies/dependencies.ts'
import versions from '../versions.json' with { type: 'json' }

/** Roles of modules that know nothing of their service, with the name they have in the package. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ['context', 'context'],
  ['dropins', 'dropins'],
])
const TOOLS = ['mypy', 'pytest', 'ruff'] as const

export function libraryFiles(system: System, ofServices: readonly FileSpec[]): readonly FileSpec[] {
  const { shared: scope } = system
  const { library } = scope
  const modules = library ? modulesOf(ofServices) : []
  if (!library || modules.length === 0) return []
  const file = filesOf(scope, 'shared')
  const view = () => ({ library, requiresPython: requiresPythonOf(system), tools: toolLines() })
  const common = (path: string, template: string) =>
    file(`${library.root}/${path}`, {
      role: `library-${template}`,
      template: `shared/common/${template}`,
      owners: library.owners,
      required: true,
      view,
    })
  return [
    common('pyproject.toml', 'pyproject.toml'),
    common('README.md', 'README.md'),
    common(`src/${library.module}/__init__.py`, 'src/package/__init__.py'),
    common(`src/${library.module}/py.typed`, 'src/package/py.typed'),
    ...modules.flatMap((module) => moduleFiles(scope, library, module)),
  ]
}

/** The role is answered by the package; the service has no copy of it. */
export function fromLibrary(spec: FileSpec): FileSpec {
  const { library } = spec.scope
  const name = MODULES.get(spec.ref.role)
  return library && name !== undefined ? { ...spec, importedAs: `${library.module}.${name}` } : spec
}

interface Module {
  readonly role: string
  readonly name: string
  /** As each service that needs it would have it. */
  readonly copies: readonly FileSpec[]
}

function modulesOf(ofServices: readonly FileSpec[]): readonly Module[] {
  return [...MODULES]
    .map(([role, name]) => ({
      role,
      name,
      copies: ofServices.filter(({ ref, scope }) => ref.role === role && scope.library !== undefined),
    }))
    .filter(({ copies }) => copies.length > 0)
}

function moduleFiles(
  scope: SharedScope,
  library: SharedLibrary,
  { role, name, copies }: Module,
): readonly FileSpec[] {
  const file = filesOf(scope, 'shared')
  const view = (context: RenderContext) => unite(copies.map((copy) => copy.view(context)))
  const base = { owners: library.owners, required: true }
  return [
    file(`${library.root}/src/${library.module}/${name}.py`, {
      ...base,
      role: `library-module-${role}`,
      template: copies[0]?.template ?? '',
      view,
    }),
    file(`${library.root}/tests/test_${name}.py`, {
      ...base,
      role: `library-test-${role}`,
      template: `shared/common/tests/test_${name}.py`,
      view: (context) => ({ ...view(context), library }),
    }),
  ]
}

/** What any of the services asks for. */
function unite(views: readonly View[]): View {
  const asked = new Set(views.flatMap((view) => Object.keys(view).filter((name) => view[name] === true)))
  return { ...views[0], ...Object.fromEntries([...asked].map((name) => [name, true])) }
}

/** Whatever Python a service admits, what it depends on has to admit, too. */
function requiresPythonOf({ services }: System): string {
  const asked = services.filter(usesLibrary).map((service) => dependenciesOf(service).requiresPython)
  return `>=${lowestBound(asked) ?? versions.python}`
}

function usesLibrary({ library }: Service): boolean {
  return library !== undefined
}

function toolLines(): readonly string[] {
  return TOOLS.map((name) => `${name}>=${versions.floors[name]}`)
}
