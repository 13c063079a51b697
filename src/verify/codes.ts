import { defineCodes } from '../diagnostics/index.ts'

export const VERIFY_CODES = defineCodes({
  'verify/tool-missing': {
    severity: 'warning',
    title: 'a tool for proving is not installed',
    explanation:
      'The files were written, but the program that would prove them was not found. Install it and run the step that is named.',
  },
  'verify/step-failed': {
    severity: 'error',
    title: 'a step of the proof failed',
    explanation:
      'Locking, installing or testing ended with an error. The last lines of its output are shown. The files stay as they were written.',
  },
  'verify/wrong-red': {
    severity: 'error',
    title: 'a test fails for the wrong reason',
    explanation:
      'A test of a task that is not implemented has to reach the stub of that very task. This one failed earlier or elsewhere: in an import, a fixture, an assertion or the stub of another task.',
  },
  'verify/unreadable-results': {
    severity: 'error',
    title: 'the results of the tests cannot be read',
    explanation:
      'The tests ran, but `.results/test-status.json` is missing or is not what the plugin of the generated tests writes.',
  },
})
