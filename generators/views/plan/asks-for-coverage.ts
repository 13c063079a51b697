import type { Service } from '../../../src/generator/index.ts'

/** The plan names a coverage figure or the coverage package. */
export function asksForCoverage(service: Service): boolean {
  const listed = service.project.packages.some(({ name }) => name === 'pytest-cov' || name === 'coverage')
  return listed || service.criteria.some(({ text }) => /\bcoverage\b/i.test(text))
}
