/** What a finding says of two definitions that differ: where each stands, and which one counts. */
import type { Finding, Location } from '../diagnostics/index.ts'

export interface Tellings {
  /** The one that is used. */
  readonly strong: Location
  readonly weak: Location
}

/** `what` as it stands in a message, marks included. */
export function toldTwice(what: string, { strong, weak }: Tellings): Finding {
  const how =
    strong.path === weak.path
      ? 'twice and differently; the first one is used'
      : `differently by two documents; that of \`${strong.path}:${strong.start.line}\` is used`
  return {
    message: `${what} is defined ${how}`,
    location: weak,
    notes: [{ message: 'the definition that is used', location: strong }],
    hint: 'make the two definitions equal, or remove one',
  }
}
