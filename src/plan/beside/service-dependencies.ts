import { type Diagnostics, diagnostic } from '../../diagnostics/index.ts'
import type { YamlNode } from '../../text/yaml-node.ts'
import type { DependencyEdge, TopicUse } from '../facts.ts'
import { CODES } from './codes.ts'
import { edgeOf } from './matrix.ts'
import type { Passage } from './passage.ts'
import { readYamlPassage } from './yaml-passage.ts'
import { entriesOf, keyOf, locateNode, textOf } from './yaml-values.ts'

type Protocol = DependencyEdge['protocol']

export interface ServiceDependencies {
  readonly edges: DependencyEdge[]
  readonly topics: TopicUse[]
}

const NOTHING = /^(?:none|nenhum|nenhuma|n\/a|~|-|null|)$/i

/** Whether a YAML text is a dependency block. */
export function isServiceDependencies(text: string): boolean {
  return /^[ \t]*(?:grpc_dependencies|rest_dependencies|kafka_topics|produces|consumes)[ \t]*:/m.test(text)
}

/** Reads `grpc_dependencies`, `rest_dependencies`, `kafka_topics` or flat `produces` and `consumes`. */
export async function readServiceDependencies(
  passage: Passage,
  diagnostics: Diagnostics,
): Promise<ServiceDependencies> {
  const found: ServiceDependencies = { edges: [], topics: [] }
  for (const root of (await readYamlPassage(passage, 'the dependency block', diagnostics)) ?? []) {
    for (const entry of entriesOf(root)) {
      const key = keyOf(entry)
      if (key === 'grpc_dependencies') readEdges({ passage, diagnostics, found }, 'grpc', entry.value)
      else if (key === 'rest_dependencies') readEdges({ passage, diagnostics, found }, 'rest', entry.value)
      else if (key === 'kafka_topics') {
        for (const role of entriesOf(entry.value))
          readTopics({ passage, diagnostics, found }, keyOf(role), role.value)
      } else readTopics({ passage, diagnostics, found }, key, entry.value)
    }
  }
  return found
}

interface Reading {
  readonly passage: Passage
  readonly diagnostics: Diagnostics
  readonly found: ServiceDependencies
}

function readEdges(reading: Reading, protocol: Protocol, node: YamlNode): void {
  const items = node.kind === 'sequence' ? node.items : [node]
  for (const item of items) {
    if (item.kind === 'scalar') readWritten(reading, protocol, item)
    else if (item.kind === 'mapping') {
      for (const { key, value } of item.entries) {
        const members = value.kind === 'sequence' ? value.items : [value]
        for (const member of members) addEdge(reading, protocol, { node: key, target: key.text, member })
      }
    } else report(reading, item)
  }
}

/** `svc`, `svc:Method`, `svc/Method`, `svc:/path`, `svc:POST /path` in one scalar. */
function readWritten(reading: Reading, protocol: Protocol, node: YamlNode): void {
  const text = textOf(node) ?? ''
  if (NOTHING.test(text)) return
  const [, target = text, member] = /^([^:/\s]+)\s*[:/]\s*(.*)$/s.exec(text) ?? []
  const path =
    protocol === 'rest' && member !== undefined && text[target.length] === '/' ? `/${member}` : member
  const origin = locateNode(reading.passage, node)
  reading.found.edges.push(edgeOf(protocol, target, path === '' ? undefined : path, origin))
}

function addEdge(
  reading: Reading,
  protocol: Protocol,
  { node, target, member }: { node: { start: number; end: number }; target: string; member: YamlNode },
): void {
  if (member.kind !== 'scalar') {
    report(reading, member)
    return
  }
  const text = textOf(member) ?? ''
  const origin = locateNode(reading.passage, { start: node.start, end: Math.max(node.end, member.end) })
  reading.found.edges.push(edgeOf(protocol, target, NOTHING.test(text) ? undefined : text, origin))
}

function readTopics(reading: Reading, role: string, node: YamlNode): void {
  if (role !== 'produces' && role !== 'consumes') return
  const items = node.kind === 'sequence' ? node.items : [node]
  for (const item of items) {
    const names = item.kind === 'mapping' ? item.entries.map((entry) => entry.key) : [item]
    for (const name of names) {
      const topic = textOf(name) ?? ''
      if (name.kind === 'sequence') report(reading, name)
      else if (!NOTHING.test(topic)) {
        reading.found.topics.push({ topic, role, origin: locateNode(reading.passage, name) })
      }
    }
  }
}

function report({ passage, diagnostics }: Reading, node: YamlNode): void {
  diagnostics.add(
    diagnostic(CODES, 'contract/unparsable', {
      message: 'a list or mapping stands where a method, path or topic is expected; it is left out',
      location: locateNode(passage, { start: node.start, end: Math.min(node.end, node.start + 1) }),
      hint: 'write `service:Method`, `service: POST /path` or a topic name',
    }),
  )
}
