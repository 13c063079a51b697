/** Many findings on one screen: fewer samples of each code where they are many, the worst at the end. */
import type { Options } from '../commands/options.ts'
import type { Source } from '../commands/source.ts'
import { formatText } from '../diagnostics/format-text.ts'
import type { Diagnostic } from '../diagnostics/index.ts'
import type { Colours } from './terminal.ts'

/** Lines that are left for findings. */
const ROOM = 36

export interface FindingOptions {
  readonly options: Options
  readonly colours: Colours
  readonly source: Source | undefined
}

export function byCode(found: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>()
  for (const each of found) {
    const group = groups.get(each.code) ?? []
    group.push(each)
    groups.set(each.code, group)
  }
  return groups
}

interface Detail {
  readonly samples: number
  readonly warnings: number
  readonly framed: boolean
}

/** From all that is usual to one line a code. */
const DETAILS: readonly Detail[] = [
  { samples: 3, warnings: 3, framed: true },
  { samples: 3, warnings: 1, framed: true },
  { samples: 2, warnings: 1, framed: true },
  { samples: 1, warnings: 1, framed: true },
  { samples: 1, warnings: 0, framed: true },
  { samples: 1, warnings: 0, framed: false },
  { samples: 0, warnings: 0, framed: false },
]

/** Sorted findings, grouped by code. */
export function findingLines(found: readonly Diagnostic[], report: FindingOptions): readonly string[] {
  const groups = [...byCode(found).values()]
  const { all, verbose } = report.options
  if (all || verbose) return groups.flatMap((group) => group.flatMap((each) => full(each, report)))
  let lines: readonly string[] = []
  for (const detail of DETAILS) {
    lines = groups.flatMap((group) => groupLines(group, detail, report))
    if (lines.length <= ROOM) return lines
  }
  return lines
}

const full = (found: Diagnostic, { source, colours }: FindingOptions): readonly string[] =>
  formatText(found, { source, paint: colours })

function groupLines(group: readonly Diagnostic[], detail: Detail, report: FindingOptions): readonly string[] {
  const [first] = group
  if (!first) return []
  const samples = first.severity === 'error' ? detail.samples : detail.warnings
  if (samples === 0) {
    const head = formatText(first, { paint: report.colours })[0] ?? ''
    return [group.length === 1 ? head : `${head} (and ${group.length - 1} more: --all)`]
  }
  const shown = group.slice(0, samples)
  const lines = shown.flatMap((each) =>
    detail.framed ? full(each, report) : formatText(each, { paint: report.colours }),
  )
  return shown.length === group.length
    ? lines
    : [...lines, `… ${group.length - shown.length} more of ${first.code}: --all`]
}
