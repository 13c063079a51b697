/** The rules about what documents say, and whether they say it twice; those of the GATE stand by themselves. */
import { contractMismatch } from './contract-mismatch.ts'
import { criterionDisagrees } from './criterion-disagrees.ts'
import { hintWithoutEdge } from './hint-without-edge.ts'
import { needsClarification } from './needs-clarification.ts'
import { openSteps } from './open-steps.ts'
import { sharedDatabase, twoOwners } from './owners.ts'
import { foreignPaths, pathsOutsideTree } from './paths-elsewhere.ts'
import { unfilledPlaceholders } from './placeholders.ts'
import { rpcMismatch } from './rpc-mismatch.ts'
import type { Rule } from './rule.ts'
import { summaryDisagrees } from './summary-disagrees.ts'
import { uncovered } from './uncovered.ts'
import { undefinedMessage } from './undefined-message.ts'

export const STATEMENT_RULES: readonly Rule[] = [
  unfilledPlaceholders,
  needsClarification,
  openSteps,
  summaryDisagrees,
  uncovered,
  criterionDisagrees,
  hintWithoutEdge,
  foreignPaths,
  pathsOutsideTree,
  twoOwners,
  sharedDatabase,
  contractMismatch,
  rpcMismatch,
  undefinedMessage,
]
