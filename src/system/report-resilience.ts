/** Resilience that is asked for and has nothing to be made of. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import type { Evidence } from './capabilities.ts'
import { SYSTEM_CODES } from './codes.ts'
import { firstOf } from './statements.ts'

/** @param resilience where the plan asks for breakers, retries or deadlines */
export function reportResilience(
  { statements, facts }: Pick<Evidence, 'statements' | 'facts'>,
  resilience: Location | undefined,
  diagnostics: Diagnostics,
): void {
  const said = statements.filter(({ kind }) => kind === 'item' || kind === 'task' || kind === 'requirement')
  const fallback = firstOf(said, ['fallback'])?.origin
  if (resilience && facts.edges.length === 0) {
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'system/nothing-to-guard', {
        message: 'the plan declares no call of another service; there is nothing to break, retry or cut',
        location: resilience,
        hint: 'declare the calls under `grpc_dependencies` or `rest_dependencies`',
      }),
    )
  }
  if (fallback && facts.edges.length > 0) {
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'system/undefined-fallback', {
        message: 'a fallback is asked for, and no document says to what; none is written',
        location: fallback,
        hint: 'answer it in the use case, where the error of the absent dependency arrives',
      }),
    )
  }
}
