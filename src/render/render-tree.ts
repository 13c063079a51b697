/** FileSpec[] → FileTree: the text of every file that the scaffolded tasks bring. Pure and deterministic. */
import { type FileSpec, type RenderContext, toRoleKey } from '../generator/index.ts'
import { moduleOf, roleKey } from '../system/layout.ts'
import type { Scope } from '../system/system.ts'
import { groupBy } from './group-by.ts'
import { HELPERS, LINE_LENGTH } from './helpers.ts'
import { assembleModules } from './python/assemble.ts'
import { finishPython } from './python/finish.ts'
import { selectFiles } from './select-files.ts'
import type { Templates } from './templates.ts'
import type { FileEntry, FileTree } from './tree.ts'

export interface RenderOptions {
  /** Keys of the scaffolded tasks. */
  readonly scaffolded: ReadonlySet<string>
  readonly templates: Templates
}

export function renderTree(specs: readonly FileSpec[], options: RenderOptions): FileTree {
  const tree = new Map<string, FileEntry>()
  for (const ofScope of groupBy(specs, (spec) => spec.scope).values()) {
    const chosen = selectFiles(ofScope, options.scaffolded)
    const context = createContext(ofScope, chosen, options.scaffolded)
    const written = chosen.filter(({ importedAs }) => importedAs === undefined)
    for (const [path, sharing] of groupBy(written, (spec) => spec.path)) {
      tree.set(path, renderFile(sharing, context, options.templates))
    }
  }
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the scaffolded tasks bring of one service, without any text. */
export function contextOf(specs: readonly FileSpec[], scaffolded: ReadonlySet<string>): RenderContext {
  return createContext(specs, selectFiles(specs, scaffolded), scaffolded)
}

function createContext(
  all: readonly FileSpec[],
  chosen: readonly FileSpec[],
  scaffolded: ReadonlySet<string>,
): RenderContext {
  const declared = new Map(all.map((spec) => [roleKey(spec.ref), spec]))
  const rendered = new Set(chosen.map((spec) => roleKey(spec.ref)))
  const specOf = (key: string): FileSpec => {
    const spec = declared.get(key)
    if (!spec) throw new Error(`no generator declares the role ${key}`)
    return spec
  }
  return {
    has: (ref) => rendered.has(toRoleKey(ref)),
    module: (ref) => {
      const spec = specOf(toRoleKey(ref))
      return spec.importedAs ?? moduleOf(spec.scope.layout, spec.path)
    },
    path: (ref) => {
      const spec = specOf(toRoleKey(ref))
      return insideRoot(spec.scope, spec.path)
    },
    scaffolded,
  }
}

function insideRoot({ layout }: Scope, path: string): string {
  return layout.root === '' ? path : path.slice(layout.root.length + 1)
}

function renderFile(specs: readonly FileSpec[], context: RenderContext, templates: Templates): FileEntry {
  const [first] = specs
  if (!first) throw new Error('a path without a file')
  const parts = specs.map((spec) => {
    const view = {
      ...HELPERS,
      ...context,
      service: spec.scope,
      pkg: spec.scope.layout.package,
      ...spec.view(context),
    }
    return templates.render(spec.template, view)
  })
  const text = parts.length === 1 ? (parts[0]?.text ?? '') : assembleModules(parts.map((part) => part.text))
  return {
    content: new TextEncoder().encode(finish(first, text)),
    mode: first.mode,
    owners: [...new Set(specs.flatMap((spec) => spec.owners))].sort(),
    chain: parts.map((part) => `core:${part.name}`),
    strategy: first.strategy,
    service: first.scope.name,
  }
}

function finish(spec: FileSpec, text: string): string {
  if (!spec.path.endsWith('.py')) return `${text.trimEnd()}\n`.replace(/^\n$/, '')
  return finishPython(text, {
    width: LINE_LENGTH,
    firstParty: [spec.scope.layout.package, 'tests', 'scripts'],
    knownThirdParty: ['grpc'],
  })
}
