/** Whether two services describe the same fields; names of parts do not count. */
import type { DataType, Schema } from '../plan/facts.ts'

/** A schema with those that its fields may name. */
export interface Shaped {
  readonly schema: Schema
  readonly schemas: readonly Schema[]
}

/** Parts that were compared once are taken for equal, so that the time grows with the parts, not with the ways to them. */
export function isSameShape(one: Shaped, other: Shaped): boolean {
  const outlines = [outlinesOf(one.schemas), outlinesOf(other.schemas)] as const
  const leaders = new Map<Outline, Outline>()
  const pairs: (readonly [Schema, Schema])[] = [[one.schema, other.schema]]
  for (const [left, right] of pairs) {
    const [a, b] = [outlines[0](left), outlines[1](right)]
    const [first, second] = [leaderOf(a, leaders), leaderOf(b, leaders)]
    if (first === second) continue
    if (a.text !== b.text) return false
    leaders.set(first, second)
    for (const [index, part] of a.parts.entries()) {
      const counterpart = b.parts[index]
      if (counterpart) pairs.push([part, counterpart])
    }
  }
  return true
}

/** Fields sorted by name, with a mark for each part. */
interface Outline {
  readonly text: string
  readonly parts: readonly Schema[]
}

function outlinesOf(schemas: readonly Schema[]): (schema: Schema) => Outline {
  const byName = new Map<string, Schema>()
  for (const schema of schemas) if (!byName.has(schema.name)) byName.set(schema.name, schema)
  const known = new Map<Schema, Outline>()
  return (schema) => {
    const found = known.get(schema) ?? outlineOf(schema, byName)
    known.set(schema, found)
    return found
  }
}

function outlineOf({ fields }: Schema, byName: ReadonlyMap<string, Schema>): Outline {
  const parts: Schema[] = []
  const marked = (type: DataType): unknown => {
    if (type.kind === 'array') return [marked(type.items)]
    if (type.kind === 'object' && type.values) return { values: marked(type.values) }
    if (type.kind !== 'ref') return type
    const part = byName.get(type.name)
    if (!part) return 'unknown'
    parts.push(part)
    return 'part'
  }
  const told = [...fields]
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, type, required, nullable }) => [name, marked(type), required, nullable])
  return { text: JSON.stringify(told), parts }
}

/** The outline that stands for all that were joined with this one. */
function leaderOf(outline: Outline, leaders: Map<Outline, Outline>): Outline {
  let leader = outline
  for (let next = leaders.get(leader); next; next = leaders.get(leader)) {
    const further = leaders.get(next)
    if (further) leaders.set(leader, further)
    leader = next
  }
  return leader
}
