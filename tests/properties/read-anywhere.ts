/** A text as each of the documents that a plan is read from. */
import { type Diagnostic, Diagnostics, type Location } from '../../src/diagnostics/index.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { readPlan } from '../../src/plan/read-plan.ts'
import { memoryDisk } from '../support/memory-disk.ts'

const TASK = '# Task 4.0: A\n'
const LIST = { 'tasks.md': '- [ ] T001 a\n' }

const AS_DOCUMENT = {
  'task list': {
    family: 'speckit',
    path: 'specs/001-x',
    file: 'tasks.md',
    beside: { 'plan.md': '# Plan\n' },
  },
  specification: { family: 'speckit', path: 'specs/001-x', file: 'spec.md', beside: LIST },
  'plan of a feature': { family: 'speckit', path: 'specs/001-x', file: 'plan.md', beside: LIST },
  'data model': { family: 'speckit', path: 'specs/001-x', file: 'data-model.md', beside: LIST },
  research: { family: 'speckit', path: 'specs/001-x', file: 'research.md', beside: LIST },
  'contract in Markdown': { family: 'speckit', path: 'specs/001-x', file: 'contracts/api.md', beside: LIST },
  'task file': { family: 'prd', path: 'tasks/prd-x', file: '4_task.md', beside: {} },
  'tech spec': { family: 'prd', path: 'tasks/prd-x', file: '_techspec.md', beside: { '4_task.md': TASK } },
  summary: { family: 'prd', path: 'tasks/prd-x', file: '_tasks.md', beside: { '4_task.md': TASK } },
  requirements: { family: 'prd', path: 'tasks/prd-x', file: '_prd.md', beside: { '4_task.md': TASK } },
} as const

export type DocumentKind = keyof typeof AS_DOCUMENT

export const DOCUMENT_KINDS = Object.keys(AS_DOCUMENT).filter((kind): kind is DocumentKind =>
  Object.hasOwn(AS_DOCUMENT, kind),
)

export interface Read {
  readonly plan: Plan
  readonly found: readonly Diagnostic[]
}

export async function readAs(kind: DocumentKind, text: string | Uint8Array): Promise<Read> {
  const { family, path, file, beside } = AS_DOCUMENT[kind]
  const files = Object.entries<string | Uint8Array>({ ...beside, [file]: text })
  const disk = memoryDisk(Object.fromEntries(files.map(([name, content]) => [`/w/${path}/${name}`, content])))
  const diagnostics = new Diagnostics()
  const plan = await readPlan(disk, '/w', { family, slug: 'x', path }, diagnostics)
  return { plan, found: diagnostics.all }
}

/** Locations that do not lie inside of their document. */
export function strayLocations({ plan, found }: Read): readonly Location[] {
  const lengths = new Map(plan.documents.map(({ path, text }) => [path, text.split('\n')]))
  const isInside = ({ path, start, end }: Location): boolean => {
    const lines = lengths.get(path)
    if (!lines) return true
    const holds = ({ line, column }: Location['start']): boolean =>
      line >= 1 && column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1
    return holds(start) && holds(end) && (start.line - end.line || start.column - end.column) <= 0
  }
  return [...locationsIn(plan.tasks), ...locationsIn(plan.phases), ...locationsIn(found)].filter(
    (location) => !isInside(location),
  )
}

function locationsIn(value: unknown): readonly Location[] {
  if (typeof value !== 'object' || value === null) return []
  if (isLocation(value)) return [value]
  return Object.values(value).flatMap(locationsIn)
}

const isLocation = (value: object): value is Location =>
  'path' in value && 'start' in value && 'end' in value && typeof value.start === 'object'
