import type { Service } from '../../../src/generator/index.ts'

/** What the image is built of: the service's folder, or the workspace where the service depends on a package of it. */
export function imageContext({ layout, library }: Service) {
  return {
    folder: layout.root,
    here: library ? `${layout.root}/` : '',
    within: library ? '**/' : '',
    library: library?.root,
    /** As seen from the service's folder. */
    context: library ? layout.root.replace(/[^/]+/g, '..') : '.',
  }
}
