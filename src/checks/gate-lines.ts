/** The Validation Checklist of the task template, as it stands there. */
export const GATE_LINES = [
  'All contracts have corresponding tests',
  'All entities have model tasks',
  'All tests come before implementation',
  'Parallel tasks truly independent',
  'Each task specifies exact file path',
  'No task modifies same file as another [P] task',
] as const

export type GateLine = (typeof GATE_LINES)[number]
