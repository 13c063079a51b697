import type { FamilyReader } from './family.ts'
import { prd } from './prd/index.ts'
import { speckit } from './speckit/index.ts'

/** In order of preference where a folder looks like both. */
export const FAMILIES: readonly FamilyReader[] = [prd, speckit]
