/** Whether packages of a service are replaced: asked for now, or answered by an earlier run. */
import { isSameService } from '../system/names.ts'
import type { State } from '../workspace/index.ts'
import type { Options } from './options.ts'

/** undefined: nothing is said. */
export function modernizeFlag(options: Options): boolean | undefined {
  if (options['no-modernize']) return false
  return options.modernize
}

/** @param named the service that is written to, as it was given */
export function modernizing(options: Options, named: string | undefined, { services }: State) {
  const flag = modernizeFlag(options)
  return (name: string): boolean =>
    flag !== undefined && (named === undefined || isSameService(name, named))
      ? flag
      : services.get(name)?.answers.get('modernize')?.value === true
}
