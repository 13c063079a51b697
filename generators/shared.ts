import { defineGenerator } from '../src/generator/index.ts'
import { contractFiles } from './shared/contracts.ts'
import { fromLibrary, libraryFiles } from './shared/library.ts'

export const shared = defineGenerator({
  scope: 'system',
  category: 'shared',
  description:
    'what several services of a system need: their contracts, the package of what they have in common',
  files: (system, ofServices) => [...contractFiles(system.shared), ...libraryFiles(system, ofServices)],
  adopt: fromLibrary,
})
