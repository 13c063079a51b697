/** Plans built by hand; every value stands on a line of its own, in the order it was made. */
import { type Diagnostic, Diagnostics, type Location } from '../../src/diagnostics/index.ts'
import type {
  DataType,
  DependencyEdge,
  DocumentFacts,
  Endpoint,
  Entity,
  EntityField,
  HttpMethod,
  PackageRequirement,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoRpc,
  ProtoService,
  Requirement,
  Schema,
  SchemaField,
} from '../../src/plan/facts.ts'
import type { Criterion, Plan, Task } from '../../src/plan/plan.ts'
import { type BuildOptions, buildSystem } from '../../src/system/build-system.ts'
import type { Service, System } from '../../src/system/system.ts'

export const UUID: DataType = { kind: 'string', format: 'uuid' }
export const TEXT: DataType = { kind: 'string' }
export const INTEGER: DataType = { kind: 'integer' }
export const refTo = (name: string): DataType => ({ kind: 'ref', name })
export const listOf = (items: DataType): DataType => ({ kind: 'array', items })

export function at(path: string, line: number): Location {
  return { path, start: { line, column: 1 }, end: { line, column: 9 } }
}

/** A document under construction: `place()` is the next line of it. */
export class Page {
  readonly path: string
  #line = 0

  constructor(path: string) {
    this.path = path
  }

  place(): Location {
    this.#line += 1
    return at(this.path, this.#line)
  }

  endpoint(method: HttpMethod, path: string, more: Partial<Endpoint> = {}): Endpoint {
    const origin = this.place()
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(
      ([, name = '']) => ({ name, in: 'path', type: UUID, required: true, origin: this.place() }) as const,
    )
    const operation = `${method.toLowerCase()}${path.replace(/\W+/g, '_')}`
    return { method, path, operation, tags: [], parameters, responses: [], secured: false, origin, ...more }
  }

  response(status: number, type?: DataType): Endpoint['responses'][number] {
    return { status, description: 'as told', type, origin: this.place() }
  }

  schema(name: string, fields: Readonly<Record<string, DataType>>): Schema {
    return {
      name,
      closed: false,
      origin: this.place(),
      fields: Object.entries(fields).map(
        ([field, type]): SchemaField => ({
          name: field,
          type,
          required: true,
          nullable: false,
          origin: this.place(),
        }),
      ),
    }
  }

  message(name: string, fields: Readonly<Record<string, string>>, number?: number): ProtoMessage {
    return {
      name,
      origin: this.place(),
      fields: Object.entries(fields).map(
        ([field, type], index): ProtoField => ({
          name: field,
          number: number ?? index + 1,
          type: type.replace('repeated ', ''),
          label: type.startsWith('repeated ') ? 'repeated' : undefined,
          origin: this.place(),
        }),
      ),
    }
  }

  rpc(name: string, request: string, response: string): ProtoRpc {
    return { name, request, response, requestStream: false, responseStream: false, origin: this.place() }
  }

  protoService(name: string, ...rpcs: readonly ProtoRpc[]): ProtoService {
    return { name, rpcs, origin: this.place() }
  }

  proto(more: Partial<ProtoFile>): ProtoFile {
    return { imports: [], services: [], messages: [], enums: [], origin: this.place(), ...more }
  }

  column(name: string, more: Partial<EntityField> = {}): EntityField {
    const type = name.endsWith('id') ? ({ kind: 'uuid' } as const) : ({ kind: 'string' } as const)
    const flags = { nullable: false, primary: name === 'id', unique: false, indexed: false }
    return { name, type, ...flags, origin: this.place(), ...more }
  }

  entity(name: string, table: string, ...fields: readonly EntityField[]): Entity {
    return { name, table, fields, origin: this.place() }
  }

  requirement(text: string): Requirement {
    return { text, origin: this.place() }
  }

  criterion(text: string): Criterion {
    const origin = this.place()
    return { id: `check-${origin.start.line}`, kind: 'check', text, done: false, origin }
  }

  packages(...lines: readonly string[]): readonly PackageRequirement[] {
    return lines.map((line) => {
      const [, name = '', specifier = ''] = /^([\w-]+)(.*)$/.exec(line) ?? []
      return { name, extras: [], specifier, group: 'runtime', origin: this.place() }
    })
  }

  edge(protocol: 'grpc' | 'rest', target: string, member: string): DependencyEdge {
    return { protocol, target, member, origin: this.place() }
  }

  /** A task whose subtasks are `1.1`, `1.2`, … with these titles. */
  task(service: string | undefined, titles: readonly string[], more: Partial<Task> = {}): Task {
    const number = Number(/(\d+)_task/.exec(this.path)?.[1] ?? 1)
    return {
      id: `${number}.0`,
      title: 'Implementation',
      status: 'pending',
      service,
      scope: 'service',
      parallel: true,
      labels: [],
      paths: [],
      blockedBy: [],
      unblocks: [],
      subtasks: titles.map((title, index) => ({
        id: `${number}.${index + 1}`,
        title,
        done: false,
        origin: this.place(),
      })),
      criteria: [],
      context: { type: 'implementation' },
      communication: [],
      requirements: [],
      facts: facts({}),
      path: this.path,
      origin: this.place(),
      ...more,
    }
  }
}

export function facts(more: Partial<DocumentFacts>): DocumentFacts {
  const nothing = { endpoints: [], schemas: [], protos: [], entities: [], edges: [], topics: [] }
  return { ...nothing, tree: [], statements: [], ...more }
}

export interface Built {
  readonly system: System
  readonly diagnostics: readonly Diagnostic[]
  /** The codes that were reported, in order. */
  readonly codes: readonly string[]
  /** The first service. */
  readonly service: Service
}

export function build(plans: readonly Plan[], options: BuildOptions = {}): Built {
  const diagnostics = new Diagnostics()
  const system = buildSystem(plans, options, diagnostics)
  const [service] = system.services
  if (!service) throw new Error(`no service; ${diagnostics.all.map(({ message }) => message).join('; ')}`)
  return { system, diagnostics: diagnostics.all, codes: diagnostics.all.map(({ code }) => code), service }
}
