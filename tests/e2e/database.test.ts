/** A database that is away: each mechanism with the test that misses it. */
import { DATABASE_TEETH } from './support/database-teeth.ts'
import { describeTeeth } from './support/teeth.ts'

describeTeeth('a database that is away', { edges: 'rest', database: true }, DATABASE_TEETH)
