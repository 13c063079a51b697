import { defineCodes } from '../diagnostics/index.ts'

/** Findings of the rules that only `lint` asks. */
export const CHECK_CODES = defineCodes({
  'plan/parallel-same-file': {
    severity: 'error',
    about: 'plan',
    title: 'two `[P]` tasks name one file',
    explanation:
      '`[P]` says that a task may be worked on beside its neighbours. Two that write one file will meet in it. Only tasks that can run at the same time are compared: where one waits for the other there is no conflict.',
  },
})
