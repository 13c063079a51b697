/** The documents beside a `tasks.md`, each read for what it says. */
import type { Diagnostics } from '../../../diagnostics/index.ts'
import type { Block } from '../../../text/blocks.ts'
import type { Document } from '../../../text/document.ts'
import { scanBlocks } from '../../../text/scan-blocks.ts'
import { statementsOf } from '../../beside/statements.ts'
import { emptyFacts } from '../../empty-facts.ts'
import type { DocumentFacts, Requirement } from '../../facts.ts'
import type { BesideTasks } from '../../plan.ts'
import type { Reading } from '../../reading.ts'
import { readChecklist } from './checklist.ts'
import { readDataModel } from './data-model.ts'
import { mergeTellings } from './merge-tellings.ts'
import { readOpenQuestions } from './open-questions.ts'
import { readPlanDocument } from './plan-document.ts'
import { readJourneys } from './quickstart.ts'
import { readDecisions } from './research.ts'
import { readSpec } from './spec.ts'

/** Those that are there. */
export interface SiblingDocuments {
  readonly spec?: Document | undefined
  readonly plan?: Document | undefined
  readonly dataModel?: Document | undefined
  readonly research?: Document | undefined
  readonly quickstart?: Document | undefined
  readonly checklists: readonly Document[]
}

interface Siblings {
  readonly beside: BesideTasks
  readonly requirements: readonly Requirement[]
  /** Strongest first. */
  readonly facts: readonly DocumentFacts[]
}

export function readSiblings(documents: SiblingDocuments, diagnostics: Diagnostics): Siblings {
  const scan = (document: Document | undefined) => scanned(document, diagnostics)
  const [specText, planText, dataText] = [documents.spec, documents.plan, documents.dataModel].map(scan)
  const [researchText, quickstartText] = [documents.research, documents.quickstart].map(scan)
  const spec = specText && readSpec(specText.blocks, specText.reading)
  const plan = planText && readPlanDocument(planText.blocks, planText.reading)
  const data = dataText && readDataModel(dataText.blocks, dataText.reading)
  const open = [specText, planText, dataText, researchText].flatMap((text) =>
    text ? readOpenQuestions(text.blocks, text.reading) : [],
  )
  const facts = [
    ...(dataText ? [{ ...emptyFacts(), ...data, statements: statementsIn(dataText) }] : []),
    ...(planText
      ? [
          {
            ...emptyFacts(),
            project: plan?.project,
            tree: plan?.tree ?? [],
            statements: statementsIn(planText),
          },
        ]
      : []),
    ...(specText
      ? [{ ...emptyFacts(), entities: spec?.entities ?? [], statements: statementsIn(specText) }]
      : []),
    ...(researchText ? [{ ...emptyFacts(), statements: statementsIn(researchText) }] : []),
  ]
  return {
    beside: {
      stories: spec?.stories ?? [],
      criteria: [...(spec?.criteria ?? []), ...(plan?.criteria ?? [])],
      checklist: documents.checklists.flatMap((document) => {
        const text = scanned(document, diagnostics)
        return text ? readChecklist(text.blocks, text.reading) : []
      }),
      questions: [...(spec?.questions ?? []), ...open],
      choices: plan?.choices ?? [],
      decisions: researchText ? readDecisions(researchText.blocks, researchText.reading) : [],
      journeys: quickstartText ? readJourneys(quickstartText.blocks, quickstartText.reading) : [],
    },
    requirements: spec?.requirements ?? [],
    facts: mergeTellings(facts, diagnostics),
  }
}

interface Scanned {
  readonly blocks: readonly Block[]
  readonly reading: Reading
}

function scanned(document: Document | undefined, diagnostics: Diagnostics): Scanned | undefined {
  return document && { blocks: scanBlocks(document, { diagnostics }), reading: { document, diagnostics } }
}

function statementsIn({ blocks, reading }: Scanned): DocumentFacts['statements'] {
  return statementsOf(reading.document, blocks)
}
