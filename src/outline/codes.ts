import { defineCodes } from '../diagnostics/index.ts'

export const CODES = defineCodes({
  'render/path-claimed-twice': {
    severity: 'error',
    about: 'plan',
    title: 'two files want the same path',
    explanation:
      'Two services, or two roles of a file that is no Python module, resolve to one path. Python modules that several roles name are assembled into one; other files cannot be. Change the path in the plan.',
  },
})
