/** `spec.md`: stories with their scenarios, requirements, success criteria, entities by name, clarifications. */
import { type Block, flattenBlocks, type ListItem } from '../../../text/blocks.ts'
import { locate } from '../../../text/document.ts'
import type { Entity, Requirement } from '../../facts.ts'
import type { Criterion, Question, Story } from '../../plan.ts'
import type { Reading } from '../../reading.ts'
import { readMentions } from './mentions.ts'
import { readStories } from './stories.ts'

interface Spec {
  readonly stories: readonly Story[]
  readonly requirements: readonly Requirement[]
  readonly criteria: readonly Criterion[]
  /** Without fields. */
  readonly entities: readonly Entity[]
  readonly questions: readonly Question[]
}

export function readSpec(scanned: readonly Block[], reading: Reading): Spec {
  const blocks = flattenBlocks(scanned)
  const items = blocks.filter((block) => block.kind === 'item')
  const lines = [...items, ...rowsOf(blocks)]
  return {
    stories: readStories(blocks, reading),
    requirements: lines.flatMap((item) => readRequirement(item, reading)),
    criteria: lines.flatMap((item) => readCriterion(item, reading)),
    entities: readMentions(blocks, reading),
    questions: items.flatMap((item) => readQuestion(item, reading)),
  }
}

const STATEMENT =
  /^[~*_`[]{0,5}((?:FR|NFR|RF|RNF|REQ|TR|BR|DR|SR|UR|QR|CR|IR|SC|CS|CA|AC)(?:-[A-Z]{1,12}){0,2}-\d{1,4}[a-z]?(?:\.\d{1,3}){0,2})[~*_`\]]{0,4}[ \t]*(?:\([^()]{1,60}\))?[*_]{0,2}[ \t]*[:：.–—-]?[*_]{0,2}[ \t]*/
const CRITERION = /^(?:SC|CS|CA|AC)-/

type Line = Pick<ListItem, 'text' | 'textStart' | 'end' | 'box'>

const SECTION = /requirements?$|criteria|requisitos|критерии|требования|要件|需求|标准|요구사항|기준/iu

/** Rows such as `| FR-01 | The shelf lists its tools |`, below a heading of requirements or criteria. */
function rowsOf(blocks: readonly Block[]): readonly Line[] {
  let isHere = false
  return blocks.flatMap((block): readonly Line[] => {
    if (block.kind === 'heading') isHere = SECTION.test(block.text.replace(/[ \t*]*\([^()]*\)[ \t*]*$/, ''))
    if (block.kind !== 'table' || !isHere) return []
    return block.rows.flatMap(({ cells: [id, said] }) =>
      id && said && STATEMENT.exec(id.text.slice(0, 200))?.[0].length === id.text.length
        ? [{ text: `${id.text}: ${said.text}`, textStart: id.start, end: said.end }]
        : [],
    )
  })
}

interface Statement {
  readonly id: string
  readonly text: string
}

function readStatement({ text }: Line): Statement | undefined {
  const found = STATEMENT.exec(text.slice(0, 200))
  return found?.[1] === undefined ? undefined : { id: found[1], text: text.slice(found[0].length).trim() }
}

function readRequirement(item: Line, { document }: Reading): readonly Requirement[] {
  const found = readStatement(item)
  if (!found || found.text === '' || CRITERION.test(found.id)) return []
  return [{ ...found, origin: locate(document, item.textStart, item.end) }]
}

function readCriterion(item: Line, { document }: Reading): readonly Criterion[] {
  const found = readStatement(item)
  if (!found || found.text === '' || !CRITERION.test(found.id)) return []
  const done = item.box !== undefined && /[xX]/.test(item.box.state)
  return [{ ...found, kind: 'success', done, origin: locate(document, item.textStart, item.end) }]
}

const QUESTION = /^[*_]{0,2}Q\d{0,2}[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*/
const ANSWER = /(?:→|->|=>)?[ \t]{0,4}[*_]{0,2}\bA[*_]{0,2}[:：][*_]{0,2}[ \t]*/

/** `- Q: … → A: …`. */
function readQuestion(item: ListItem, { document }: Reading): readonly Question[] {
  const lead = QUESTION.exec(item.text.slice(0, 20))
  if (!lead) return []
  const rest = item.text.slice(lead[0].length)
  const answer = ANSWER.exec(rest)
  const text = (answer ? rest.slice(0, answer.index) : rest).trim()
  const said = answer ? rest.slice(answer.index + answer[0].length).trim() : ''
  return [{ text, ...(said !== '' && { answer: said }), origin: locate(document, item.textStart, item.end) }]
}
