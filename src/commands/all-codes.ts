import type { CodeEntry } from '../diagnostics/index.ts'
import { COMMAND_CODES } from './codes.ts'

type Codes = Readonly<Record<string, CodeEntry>>

/** Every area's codes, in the order of the stages. */
export async function loadCodes(): Promise<ReadonlyMap<string, CodeEntry>> {
  const areas: readonly Codes[] = [
    (await import('../text/codes.ts')).TEXT_CODES,
    (await import('../plan/codes.ts')).PLAN_CODES,
    (await import('../plan/beside/codes.ts')).CODES,
    (await import('../plan/speckit/codes.ts')).SPECKIT_CODES,
    (await import('../system/codes.ts')).SYSTEM_CODES,
    (await import('../generator/codes.ts')).CODES,
    (await import('../outline/codes.ts')).CODES,
    (await import('../schedule/codes.ts')).SCHEDULE_CODES,
    (await import('../checks/codes.ts')).CHECK_CODES,
    (await import('../merge/codes.ts')).CODES,
    (await import('../workspace/codes.ts')).CODES,
    (await import('../verify/codes.ts')).VERIFY_CODES,
    COMMAND_CODES,
  ]
  return new Map(areas.flatMap((codes) => Object.entries(codes)))
}
