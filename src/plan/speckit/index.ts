import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Document } from '../../text/document.ts'
import { readFrontMatter } from '../../text/front-matter.ts'
import { scanBlocks } from '../../text/scan-blocks.ts'
import { PLAN_CODES } from '../codes.ts'
import type { FamilyReader, PlanSource, ReadOptions } from '../family.ts'
import type { Plan } from '../plan.ts'
import { absolutePath, readDocument } from '../read-document.ts'
import { unwrapDocument } from '../unwrap.ts'
import { SPECKIT_CODES } from './codes.ts'
import { readTaskDocument, type TaskDocument } from './task-document.ts'

const DOCUMENTS = ['tasks.md', 'spec.md', 'plan.md']
/** Features in `.kiro/specs/` have a `design.md` instead. */
const PLANS = ['plan.md', 'design.md']

/** Plans of spec-kit: a folder of documents, all tasks in `tasks.md`. */
export const speckit: FamilyReader = {
  family: 'speckit',
  isGenerated: false,
  places: ['specs', '.kiro/specs'],
  slugOf: (folderName) => folderName,
  holds: (disk, folder) => disk.list(folder)?.some((entry) => DOCUMENTS.includes(entry.name)) ?? false,
  read: readFeature,
}

async function readFeature(source: PlanSource, options: ReadOptions): Promise<Plan> {
  const { disk, root, location, diagnostics } = source
  const at = (name: string): string => (location.path === '' ? name : `${location.path}/${name}`)
  const document = readDocument(disk, root, at('tasks.md'), diagnostics)
  const found = document && (await readTasks(document, diagnostics))
  if (!found || found.tasks.length === 0) reportNoTasks(at('tasks.md'), document !== undefined, diagnostics)
  const hasPlan = PLANS.some((name) => disk.stat(absolutePath(root, at(name)))?.kind === 'file')
  if (!hasPlan) reportNoPlan(location.path, diagnostics)
  const siblings = options.facts ? await readBeside(source, at) : undefined
  return {
    family: 'speckit',
    slug: location.slug,
    title: found?.title ?? location.slug,
    path: location.path,
    documents: [...(document ? [document] : []), ...(siblings?.documents ?? [])],
    tasks: found?.tasks ?? [],
    phases: found?.phases ?? [],
    dependencies: found?.dependencies ?? [],
    services: [],
    requirements: siblings?.requirements ?? [],
    beside: siblings?.beside,
    facts: siblings?.facts ?? [],
    hasTechspec: false,
  }
}

/** What stands beside the tasks; loads the readers of data and specifications. */
async function readBeside(source: PlanSource, at: (name: string) => string) {
  const { disk, root, diagnostics } = source
  const { readSiblings } = await import('./beside/index.ts')
  const { readContracts } = await import('../beside/index.ts')
  const open = (name: string): Document | undefined => readDocument(disk, root, at(name), diagnostics)
  const checklists = (disk.list(absolutePath(root, at('checklists'))) ?? [])
    .filter(({ kind, name }) => kind === 'file' && name.endsWith('.md'))
    .flatMap(({ name }) => open(`checklists/${name}`) ?? [])
  const found = {
    spec: open('spec.md'),
    plan: open('plan.md'),
    dataModel: open('data-model.md'),
    research: open('research.md'),
    quickstart: open('quickstart.md'),
  }
  const documents = [...Object.values(found).flatMap((one) => one ?? []), ...checklists]
  const siblings = readSiblings({ ...found, checklists }, diagnostics)
  const contracts = await readContracts({ disk, root, path: source.location.path, diagnostics })
  return {
    ...siblings,
    documents: [...documents, ...contracts.documents],
    facts: [...contracts.facts, ...siblings.facts],
  }
}

async function readTasks(document: Document, diagnostics: Diagnostics): Promise<TaskDocument> {
  const range = unwrapDocument(document, diagnostics)
  await readFrontMatter(document, diagnostics, range.from)
  const blocks = scanBlocks(document, { from: range.bodyFrom, to: range.to, diagnostics })
  return readTaskDocument(blocks, { document, diagnostics })
}

function placeOf(path: string) {
  const start = { line: 1, column: 1 }
  return { path, start, end: start }
}

function reportNoTasks(path: string, isThere: boolean, diagnostics: Diagnostics): void {
  const message = isThere ? `there is no task in \`${path}\`` : `there is no \`${path}\``
  const hint = 'add lines such as `- [ ] T001 Create the project structure`'
  diagnostics.add(diagnostic(PLAN_CODES, 'plan/no-tasks', { message, location: placeOf(path), hint }))
}

function reportNoPlan(path: string, diagnostics: Diagnostics): void {
  diagnostics.add(
    diagnostic(SPECKIT_CODES, 'plan/missing-plan', {
      message: `there is no \`plan.md\` in \`${path}\``,
      location: placeOf(`${path}/tasks.md`),
      hint: 'write language, dependencies, storage and structure into `plan.md`',
    }),
  )
}
