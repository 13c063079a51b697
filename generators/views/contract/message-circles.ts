/** Messages that contain themselves, through others too. */
import type { ProtoFile, ProtoMessage } from '../../../src/generator/index.ts'
import { indexMessages } from './message-index.ts'

/** A mark for each message; two have the same where each contains the other. */
export type Circles = ReadonlyMap<ProtoMessage, number>

interface Visit {
  readonly message: ProtoMessage
  /** Messages that it contains and that are still to be looked at. */
  readonly parts: Iterator<ProtoMessage, undefined>
}

/** Tarjan's strongly connected components, with a stack of its own: contracts may be deeper than calls. */
export function circlesOf(protos: readonly ProtoFile[]): Circles {
  const partsOf = partFinder(protos)
  const order = new Map<ProtoMessage, number>()
  const low = new Map<ProtoMessage, number>()
  const circles = new Map<ProtoMessage, number>()
  const open: ProtoMessage[] = []
  const visits: Visit[] = []
  const enter = (message: ProtoMessage) => {
    order.set(message, order.size)
    low.set(message, order.size - 1)
    open.push(message)
    visits.push({ message, parts: partsOf(message).values() })
  }
  const lower = (message: ProtoMessage, to: number) => low.set(message, Math.min(low.get(message) ?? to, to))
  const leave = ({ message }: Visit) => {
    visits.pop()
    if (low.get(message) === order.get(message))
      for (const member of open.splice(open.lastIndexOf(message)))
        circles.set(member, order.get(message) ?? 0)
    const outer = visits.at(-1)?.message
    if (outer) lower(outer, low.get(message) ?? 0)
  }
  for (const message of protos.flatMap(({ messages }) => messages)) {
    if (!order.has(message)) enter(message)
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const part = visit.parts.next().value
      if (!part) leave(visit)
      else if (!order.has(part)) enter(part)
      else if (!circles.has(part)) lower(visit.message, order.get(part) ?? 0)
    }
  }
  return circles
}

/** Lists and maps may be empty: nothing is contained for certain. */
function partFinder(protos: readonly ProtoFile[]): (message: ProtoMessage) => readonly ProtoMessage[] {
  const index = indexMessages(protos)
  const fileOf = new Map(protos.flatMap((file) => file.messages.map((message) => [message, file] as const)))
  return (message) => {
    const near = fileOf.get(message)
    if (!near) return []
    return message.fields
      .filter(({ label }) => label !== 'repeated' && label !== 'map')
      .flatMap(({ type }) => index.find(type, near)?.message ?? [])
  }
}
