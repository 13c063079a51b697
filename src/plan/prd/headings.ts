import { isAscii, withoutAccents } from '../../text/accents.ts'
import { type Block, flattenBlocks } from '../../text/blocks.ts'
import { allSections, type Section } from '../../text/sections.ts'

export type SectionKind =
  | 'overview'
  | 'requirements'
  | 'subtasks'
  | 'success'
  | 'check'
  | 'sequence'
  | 'files'
  | 'services'
  | 'tasks'

/** Beginnings of headings, English and Portuguese, without accents. The first that fits counts. */
const BEGINNINGS: readonly (readonly [string, SectionKind])[] = [
  ['overview', 'overview'],
  ['visao geral', 'overview'],
  ['requirements', 'requirements'],
  ['requisitos', 'requirements'],
  ['subtasks', 'subtasks'],
  ['subtarefas', 'subtasks'],
  ['sub-tasks', 'subtasks'],
  ['success criteria', 'success'],
  ['criterios de sucesso', 'success'],
  ['acceptance criteria', 'success'],
  ['criterios de aceit', 'success'],
  ['testing checklist', 'check'],
  ['testes da tarefa', 'check'],
  ['checklist', 'check'],
  ['task tests', 'check'],
  ['sequencing', 'sequence'],
  ['sequenciamento', 'sequence'],
  ['relevant files', 'files'],
  ['arquivos relevantes', 'files'],
]

function kindOf(section: Section): SectionKind | undefined {
  const title = plainHeading(section.heading?.text ?? '')
  return BEGINNINGS.find(([beginning]) => title.startsWith(beginning))?.[1]
}

/** Lower case, without accents, emoji, emphasis and leading numbers. */
export function plainHeading(text: string): string {
  const plain = withoutAccents(text).toLowerCase()
  const first = plain.charAt(0)
  if (first >= 'a' && first <= 'z') return plain.trim()
  return plain.replace(isAscii(plain) ? /^[^a-z]+/ : /^[^\p{L}]+/u, '').trim()
}

export interface KindedBlock {
  readonly block: Block
  /** Kind of the nearest section that has one. */
  readonly kind: SectionKind | undefined
}

/** All blocks of a section, headings and content of tags included, with the kind of the section around them. */
export function kindedBlocks(section: Section, inherited?: SectionKind): KindedBlock[] {
  const kind = kindOf(section) ?? inherited
  return [
    ...(section.heading ? [{ block: section.heading, kind: inherited }] : []),
    ...flattenBlocks(section.blocks).map((block) => ({ block, kind })),
    ...section.sections.flatMap((child) => kindedBlocks(child, kind)),
  ]
}

export function sectionsOfKind(root: Section, kind: SectionKind): Section[] {
  return allSections(root).filter((section) => kindOf(section) === kind)
}
