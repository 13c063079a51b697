import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { Document } from '../../text/document.ts'
import { PLAN_CODES } from '../codes.ts'
import { emptyFacts } from '../empty-facts.ts'
import type { DocumentFacts, Requirement } from '../facts.ts'
import type { FamilyReader, PlanSource, ReadOptions } from '../family.ts'
import type { Plan, Task } from '../plan.ts'
import { readDocument } from '../read-document.ts'
import { type FeatureFiles, isFeature, listFeature } from './folder.ts'
import { mergeSummary } from './merge-summary.ts'
import { readSummary } from './summary.ts'
import { type ReadTask, readTaskFile } from './task-file.ts'

/** Plans of the task-creator format: a folder of task files, or one folder a service. */
export const prd: FamilyReader = {
  family: 'prd',
  isGenerated: true,
  places: ['tasks', '.compozy/tasks'],
  slugOf: (folderName) => folderName.replace(/^prd-/, ''),
  holds: isFeature,
  read: readFeature,
}

async function readFeature(source: PlanSource, options: ReadOptions): Promise<Plan> {
  const { disk, root, location, diagnostics } = source
  const files = listFeature(disk, root, location.path, diagnostics)
  const documents = new Map<string, Document>()
  const open = (path: string): Document | undefined => {
    const document = readDocument(disk, root, path, diagnostics)
    if (document) documents.set(path, document)
    return document
  }
  const read: ReadTask[] = []
  for (const file of files.tasks) {
    const document = open(file.path)
    if (document) read.push(await readTaskFile({ ...file, document }, { document, diagnostics }, options))
  }
  const summaryFile = files.summary === undefined ? undefined : open(files.summary)
  const summary = summaryFile && readSummary(summaryFile, { document: summaryFile, diagnostics })
  const tasks = mergeSummary(read, summary, diagnostics)
  const facts = options.facts ? await readFacts({ files, open, read, source }) : undefined
  reportMissing(files, tasks, location.path, diagnostics)
  return {
    family: 'prd',
    slug: location.slug,
    title: summary?.title ?? location.slug,
    path: location.path,
    documents: [...documents.values(), ...(facts?.contracts ?? [])],
    tasks: facts ? tasks.map((task) => withFacts(task, facts.ofTasks.get(task.path))) : tasks,
    services: summary?.services ?? [],
    requirements: facts?.requirements ?? [],
    facts: facts?.ofDocuments ?? [],
    hasTechspec: files.techspecs.length > 0,
  }
}

function withFacts(task: Task, facts: DocumentFacts | undefined): Task {
  if (!facts) return task
  return { ...task, facts: task.service === undefined ? facts : { ...facts, service: task.service } }
}

interface FactSources {
  readonly files: FeatureFiles
  readonly open: (path: string) => Document | undefined
  readonly read: readonly ReadTask[]
  readonly source: PlanSource
}

interface Facts {
  readonly contracts: readonly Document[]
  readonly ofDocuments: readonly DocumentFacts[]
  readonly ofTasks: ReadonlyMap<string, DocumentFacts>
  readonly requirements: readonly Requirement[]
}

/** What the documents beside the tasks and the blocks in them say; loads the readers of contracts. */
async function readFacts({ files, open, read, source }: FactSources): Promise<Facts> {
  const { disk, root, location, diagnostics } = source
  const beside = await import('../beside/index.ts')
  const contracts = await beside.readContracts({ disk, root, path: location.path, diagnostics })
  const ofDocuments: DocumentFacts[] = [...contracts.facts]
  for (const { path, protoPath } of files.protos) {
    const document = open(path)
    const proto = document && (await beside.readProtoFile(document, protoPath, diagnostics))
    if (proto) ofDocuments.push({ ...emptyFacts(), protos: [proto] })
  }
  for (const { path, service } of files.designs) {
    const document = open(path)
    const facts = document ? await beside.readTechspec(document, diagnostics) : []
    ofDocuments.push(...facts.map((found) => ({ ...found, service: found.service ?? service })))
  }
  for (const path of files.techspecs) {
    const document = open(path)
    if (document) ofDocuments.push(...(await beside.readTechspec(document, diagnostics)))
  }
  const prdDocument = files.prd === undefined ? undefined : open(files.prd)
  const ofTasks = new Map<string, DocumentFacts>()
  for (const { task, blocks, document } of read) {
    ofTasks.set(task.path, await beside.readBlocks(document, blocks, diagnostics))
  }
  return {
    contracts: contracts.documents,
    ofDocuments,
    ofTasks,
    requirements: prdDocument ? beside.readRequirements(prdDocument, diagnostics) : [],
  }
}

function reportMissing(
  files: FeatureFiles,
  tasks: readonly Task[],
  path: string,
  diagnostics: Diagnostics,
): void {
  const start = { line: 1, column: 1 }
  const at = (file: string) => ({ path: file, start, end: start })
  if (tasks.length === 0) {
    diagnostics.add(
      diagnostic(PLAN_CODES, 'plan/no-tasks', {
        message: `there is no task in \`${path}\``,
        location: at(files.summary ?? path),
        hint: 'add a task file such as `auth/4_task.md`, or a line `- [ ] 4.0 Title` to the summary',
      }),
    )
  } else if (files.techspecs.length === 0) {
    diagnostics.add(
      diagnostic(PLAN_CODES, 'plan/missing-techspec', {
        message: `there is no \`_techspec.md\` in \`${path}\``,
        location: at(tasks[0]?.path ?? path),
        hint: 'write the routes, messages and columns of the services into `_techspec.md`',
      }),
    )
  }
}
