import { asksForCoverage } from '../views/plan/asks-for-coverage.ts'
import { dev, type Part } from './part.ts'

export const coverage: Part = {
  asked: asksForCoverage,
  packages: () => dev('pytest-cov'),
}
