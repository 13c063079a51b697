/** Covering arrays: few rows that hold every pair of values of two factors. */

export type Factors = Readonly<Record<string, readonly unknown[]>>
export type Row<F extends Factors> = { readonly [Name in keyof F]: F[Name][number] }

/** Each row takes, factor by factor, the value that brings the most pairs nobody has yet; always the same rows. */
export function pairwise<F extends Factors>(factors: F): readonly Row<F>[] {
  const names = Object.keys(factors)
  const open = new Set(allPairs(factors))
  const rows: Row<F>[] = []
  while (open.size > 0) {
    const [first = ''] = open
    const row = completed(factors, names, { open, start: pairValues(first) })
    for (const pair of pairsOf(names, row)) open.delete(pair)
    rows.push(Object.fromEntries(names.map((name) => [name, factors[name]?.[row.get(name) ?? 0]])) as Row<F>)
  }
  return rows
}

/** Value numbers by factor. */
type Choice = Map<string, number>

function completed(
  factors: Factors,
  names: readonly string[],
  { open, start }: { readonly open: ReadonlySet<string>; readonly start: Choice },
): Choice {
  const row = new Map(start)
  for (const name of names.filter((each) => !start.has(each))) {
    const gains = (factors[name] ?? []).map((_, value) => {
      const others = [...row].map(([other, index]) => pairKey(names, [name, value], [other, index]))
      return others.filter((pair) => open.has(pair)).length
    })
    row.set(name, gains.indexOf(Math.max(...gains)))
  }
  return row
}

function pairsOf(names: readonly string[], row: Choice): readonly string[] {
  const entries = [...row]
  return entries.flatMap((one, at) => entries.slice(at + 1).map((other) => pairKey(names, one, other)))
}

function allPairs(factors: Factors): readonly string[] {
  const names = Object.keys(factors)
  const values = names.flatMap((name) =>
    (factors[name] ?? []).map((_, value): readonly [string, number] => [name, value]),
  )
  return values.flatMap((one, at) =>
    values.slice(at + 1).flatMap((other) => (one[0] === other[0] ? [] : [pairKey(names, one, other)])),
  )
}

function pairKey(
  names: readonly string[],
  one: readonly [string, number],
  other: readonly [string, number],
): string {
  const ordered = names.indexOf(one[0]) < names.indexOf(other[0]) ? [one, other] : [other, one]
  return JSON.stringify(ordered)
}

function pairValues(key: string): Choice {
  const pairs: [string, number][] = JSON.parse(key)
  return new Map(pairs)
}
