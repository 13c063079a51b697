/** A whole plan in memory, through every pure stage of the line, into a folder of its own. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GENERATORS } from '../../generators/index.ts'
import { type Diagnostic, Diagnostics } from '../../src/diagnostics/index.ts'
import { outline } from '../../src/outline/index.ts'
import { locate, readPlans } from '../../src/pipeline.ts'
import { createTemplates, renderTree } from '../../src/render/index.ts'
import { type BuildOptions, buildSystem } from '../../src/system/build-system.ts'
import type { Layout } from '../../src/system/layout.ts'
import type { System } from '../../src/system/system.ts'
import type { WorkItem } from '../../src/system/work-item.ts'
import { memoryDisk } from './memory-disk.ts'
import type { PlanFiles } from './plan-builder.ts'

const TEMPLATES = fileURLToPath(new URL('../../templates/', import.meta.url))
const ROOT = '/workspace'

/** The templates of the repository, compiled once for all plans of a test file. */
const templates = createTemplates({
  read: (path) => (existsSync(TEMPLATES + path) ? readFileSync(TEMPLATES + path, 'utf8') : undefined),
})

export interface Rendered {
  /** Errors and warnings of every stage, `code: message`. */
  readonly complaints: readonly string[]
  /** Text by path relative to the workspace, sorted. */
  readonly files: ReadonlyMap<string, string>
}

/** The system of a plan, and everything that was said about it. */
export async function readPlanOf(
  plan: PlanFiles,
  layout: Readonly<Record<string, Partial<Layout>>> = {},
  defaults: BuildOptions['defaults'] = {},
): Promise<{ readonly system: System; readonly diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics()
  const disk = memoryDisk(
    Object.fromEntries(Object.entries(plan).map(([path, text]) => [`${ROOT}/${path}`, text])),
  )
  const { all } = locate({ disk, cwd: ROOT, root: ROOT }, ROOT, diagnostics)
  const plans = await readPlans({ disk, root: ROOT }, all, diagnostics)
  return { system: buildSystem(plans, { layout, defaults }, diagnostics), diagnostics }
}

/** @param wanted which tasks are scaffolded; all of them where it is left out */
export function renderSystem(
  system: System,
  diagnostics: Diagnostics,
  wanted: (item: WorkItem) => boolean = () => true,
): Rendered {
  const specs = outline(GENERATORS, system, diagnostics)
  const items = [...system.services, system.shared].flatMap((scope) => scope.items).filter(wanted)
  const tree = renderTree(specs, { scaffolded: new Set(items.map(({ key }) => key)), templates })
  return {
    complaints: diagnostics.all.filter(({ severity }) => severity !== 'info').map(complaint),
    files: new Map([...tree].map(([path, { content }]) => [path, Buffer.from(content).toString()])),
  }
}

const complaint = ({ code, message }: Diagnostic) => `${code}: ${message}`

export interface Folder {
  readonly path: string
  remove(): void
}

/** Writes rendered files into a new temporary folder. */
export function writeRendered({ files }: Rendered): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'taskplan-matrix-'))
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
