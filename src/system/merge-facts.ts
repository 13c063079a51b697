/** One service's statements as one set of facts: the stronger source wins, what differs is said. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import { CODES as CONTRACT_CODES } from '../plan/beside/codes.ts'
import type {
  DataType,
  DependencyEdge,
  DocumentFacts,
  Endpoint,
  Entity,
  EntityField,
  ProtoFile,
  Schema,
  TopicUse,
} from '../plan/facts.ts'
import { nameClasses } from './class-names.ts'
import { SYSTEM_CODES } from './codes.ts'
import { linkEntities, linkSchemas } from './link-facts.ts'
import { mergeProtos } from './merge-protos.ts'
import { shown, snake } from './names.ts'
import { byOrigin } from './order.ts'
import type { ServiceParts } from './services.ts'
import { type Tellings, toldTwice } from './told-twice.ts'

const CODES = { ...CONTRACT_CODES, ...SYSTEM_CODES }

export interface MergedFacts {
  readonly endpoints: readonly Endpoint[]
  readonly schemas: readonly Schema[]
  readonly protos: readonly ProtoFile[]
  readonly entities: readonly Entity[]
  readonly edges: readonly DependencyEdge[]
  readonly topics: readonly TopicUse[]
}

interface Claim<T> {
  readonly key: (found: T) => string
  /** What two statements of one key have to agree on; undefined: says nothing about it. */
  readonly content: (found: T) => unknown
  readonly merge: (strong: T, weak: T) => T
  readonly differs: (strong: T, weak: T) => void
}

/** Facts of a service in plan order. `system` is the first part of proto packages. Reports `contract/*-mismatch`. */
export function mergeFacts(parts: ServiceParts, system: string, diagnostics: Diagnostics): MergedFacts {
  const tasks = parts.tasks.map(({ task }) => task.facts)
  const contracts = [...parts.documents, ...tasks]
  const wiring = [...tasks, ...parts.documents]
  const differ = differences(diagnostics)
  const edges = flat(wiring, 'edges')
  const schemas = mergeAll(flat(contracts, 'schemas'), schemaClaim(differ))
  const endpoints = mergeAll(flat(contracts, 'endpoints'), endpointClaim(differ)).filter(isBusiness)
  const entities = mergeAll(flat(contracts, 'entities'), entityClaim(differ))
  return {
    ...nameClasses(linkSchemas({ schemas, endpoints }, diagnostics)),
    protos: mergeProtos(parts, system, diagnostics),
    entities: linkEntities(entities, diagnostics),
    edges: mergeAll(edges, edgeClaim(differ, severalMethods(edges))),
    topics: mergeAll(flat(wiring, 'topics'), {
      key: ({ topic, role }) => `${role} ${topic}`,
      content: () => undefined,
      merge: (strong) => strong,
      differs: () => undefined,
    }),
  }
}

/** What documents of one plan tell differently, where no service is built of it; the first one counts. */
export function reportContradictions(facts: readonly DocumentFacts[], diagnostics: Diagnostics): void {
  const differ = differences(diagnostics)
  mergeAll(flat(facts, 'schemas'), schemaClaim(differ))
  mergeAll(flat(facts, 'endpoints'), endpointClaim(differ))
}

function flat<K extends 'schemas' | 'endpoints' | 'entities' | 'edges' | 'topics'>(
  facts: readonly DocumentFacts[],
  kind: K,
): readonly DocumentFacts[K][number][] {
  return facts.flatMap((found): readonly DocumentFacts[K][number][] => found[kind])
}

/** Merges what has one key, strongest first, and sorts the result in plan order. */
function mergeAll<T extends { readonly origin: Location }>(
  found: readonly T[],
  claim: Claim<T>,
): readonly T[] {
  const merged = new Map<string, T>()
  for (const weak of found) {
    const key = claim.key(weak)
    const strong = merged.get(key)
    if (strong === undefined) {
      merged.set(key, weak)
      continue
    }
    const [stated, other] = [claim.content(strong), claim.content(weak)]
    if (stated !== undefined && other !== undefined && !isSame(stated, other)) claim.differs(strong, weak)
    merged.set(key, claim.merge(strong, weak))
  }
  return [...merged.values()].sort(byOrigin)
}

type Differ = (code: keyof typeof CODES & `${string}-mismatch`, what: string, places: Tellings) => void

function differences(diagnostics: Diagnostics): Differ {
  return (code, what, places) => diagnostics.add(diagnostic(CODES, code, toldTwice(what, places)))
}

/** What a type is without what one document may tell more exactly: formats, lengths, choices. */
function shapeOf(type: DataType | undefined): unknown {
  if (type === undefined) return ''
  switch (type.kind) {
    case 'integer':
    case 'number':
      return 'number'
    case 'any':
    case 'object':
      return 'object'
    case 'array':
      return ['array', shapeOf(type.items)]
    case 'ref':
      return `ref ${type.name}`
    default:
      return type.kind
  }
}

function endpointClaim(differ: Differ): Claim<Endpoint> {
  return {
    key: ({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`,
    content: ({ request, responses, path, parameters }) =>
      request === undefined && responses.length === 0
        ? undefined
        : [
            path,
            shapeOf(request?.type),
            responses.filter(({ status }) => status < 400).map(({ status, type }) => [status, shapeOf(type)]),
            parameters.map(({ name, type }) => [name, shapeOf(type)]).sort(),
          ],
    merge: (strong, weak) => ({
      ...(strong.responses.length === 0 && strong.request === undefined && weak.path === strong.path
        ? { ...weak, operation: strong.operation, origin: strong.origin }
        : strong),
      summary: strong.summary ?? weak.summary,
    }),
    differs: (strong, weak) =>
      differ('contract/endpoint-mismatch', `\`${strong.method} ${shown(strong.path)}\``, {
        strong: strong.origin,
        weak: weak.origin,
      }),
  }
}

/** A name that was made from an operation stands nowhere in its document. */
function named({ name, inline }: Schema, weak: Schema): string {
  return `schema \`${name}\`${inline || weak.inline ? ', which is named after its operation,' : ''}`
}

function schemaClaim(differ: Differ): Claim<Schema> {
  return {
    key: ({ name }) => name,
    content: ({ fields }) =>
      fields.length === 0 || fields.some(({ assumed }) => assumed)
        ? undefined
        : fields.map(({ name, type }) => [name, shapeOf(type)]).sort(),
    merge: (strong, weak) => (strong.fields.length === 0 ? { ...weak, origin: strong.origin } : strong),
    differs: (strong, weak) =>
      differ('contract/endpoint-mismatch', named(strong, weak), {
        strong: strong.origin,
        weak: weak.origin,
      }),
  }
}

/** The fields of all tellings; one that two give differently is reported by its own place. */
function entityClaim(differ: Differ): Claim<Entity> {
  const content = ({ type, nullable, primary, references }: EntityField) => [
    type,
    nullable,
    primary,
    references,
  ]
  return {
    key: ({ name }) => snake(name),
    content: () => undefined,
    differs: () => undefined,
    merge: (strong, weak) => {
      const known = new Map(strong.fields.map((field) => [field.name, field]))
      for (const field of weak.fields) {
        const told = known.get(field.name)
        if (told && !isSame(content(told), content(field))) {
          differ('contract/entity-mismatch', `\`${strong.name}.${field.name}\``, {
            strong: told.origin,
            weak: field.origin,
          })
        }
      }
      const added = weak.fields.filter(({ name }) => !known.has(name))
      const description = strong.description ?? weak.description
      return { ...strong, description, fields: [...strong.fields, ...added] }
    },
  }
}

const callOf = ({ protocol, target, member }: DependencyEdge) => `${protocol} ${target} ${member ?? ''}`

/** Calls of which one document names several methods: they are several calls, not one told differently. */
function severalMethods(edges: readonly DependencyEdge[]): ReadonlySet<string> {
  const told = new Map<string, DependencyEdge>()
  const several = new Set<string>()
  for (const edge of edges.filter(({ method }) => method !== undefined)) {
    const key = `${edge.origin.path} ${callOf(edge)}`
    const first = told.get(key) ?? edge
    told.set(key, first)
    if (first.method !== edge.method) several.add(callOf(edge))
  }
  return several
}

function edgeClaim(differ: Differ, several: ReadonlySet<string>): Claim<DependencyEdge> {
  return {
    key: (edge) => (several.has(callOf(edge)) ? `${callOf(edge)} ${edge.method ?? ''}` : callOf(edge)),
    content: ({ method }) => method,
    merge: (strong, weak) => ({ ...strong, method: strong.method ?? weak.method }),
    differs: (strong, weak) =>
      differ('system/edge-mismatch', `the call of \`${strong.target}\``, {
        strong: strong.origin,
        weak: weak.origin,
      }),
  }
}

/** `GET /health` and its kin are part of every service and never business of one. */
function isBusiness({ method, path }: Endpoint): boolean {
  return method !== 'GET' || !/^\/health(\/(live|ready))?$/.test(path)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
