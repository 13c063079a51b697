/** `tests/plan.json`: every promise of the plan, and whether its file is part of the tree. */
import type { CriterionProof, RenderContext, Service } from '../../../src/generator/index.ts'
import { jsonStr, rpcsOf } from '../../../src/generator/index.ts'
import { groupsOf } from '../contract/groups.ts'
import { EMPTY } from '../contract/messages.ts'
import { protoPackage, servicerKey } from '../contract/protos.ts'
import { entitiesOf } from '../data/entities.ts'
import { consumedTopics, producedTopics } from '../events/topics.ts'
import { testFilesOf } from '../tests/test-files.ts'
import { criteriaOf } from './criteria.ts'
import { ownerAbout, ownerOf } from './owners.ts'

export function planJson(service: Service, context: RenderContext): string {
  const proofs = criteriaOf(service, context)
  const lines = [
    `  "version": 1,`,
    `  "service": ${JSON.stringify(service.name)},`,
    `  "sources": ${row(service.sources)},`,
    listed('routes', routes(service, context)),
    listed('rpcs', rpcs(service, context)),
    `  "topics": {"produces": ${inline(produced(service, context))}, "consumes": ${inline(consumed(service, context))}},`,
    listed('entities', entities(service, context)),
    tasks(service, context, proofs),
    listed('criteria', proofs.map(criterionRow)).slice(0, -1),
  ]
  return `{\n${lines.join('\n')}\n}`
}

type Row = Readonly<Record<string, unknown>>

function inline(rows: readonly Row[]): string {
  return rows.length === 0 ? '[]' : `[${rows.map(row).join(', ')}]`
}

/** JSON on one line, with a blank after each comma and colon. */
function row(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(row).join(', ')}]`
  if (typeof value === 'string') return jsonStr(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${row(item)}`).join(', ')}}`
}

function listed(name: string, rows: readonly Row[]): string {
  if (rows.length === 0) return `  "${name}": [],`
  return `  "${name}": [\n${rows.map((entry) => `    ${row(entry)}`).join(',\n')}\n  ],`
}

function routes(service: Service, context: RenderContext): readonly Row[] {
  return groupsOf(service).flatMap((group) =>
    group.operations.flatMap(({ operation: { endpoint, name } }) =>
      endpoint === undefined
        ? []
        : [
            {
              method: endpoint.method,
              path: endpoint.path,
              operation: name,
              task: group.apiOwner,
              scaffolded: context.has({ role: 'route', of: group.resource }),
            },
          ],
    ),
  )
}

function rpcs(service: Service, context: RenderContext): readonly Row[] {
  return rpcsOf(service).map(({ file, service: owner, rpc }) => ({
    rpc: `${protoPackage(service, file)}.${owner.name}/${rpc.name}`,
    request: simpleName(rpc.request),
    response: simpleName(rpc.response),
    streaming: streaming(rpc.requestStream, rpc.responseStream),
    task: ownerOf(service, 'grpc', [owner.name]),
    scaffolded: context.has({ role: 'servicer', of: servicerKey(owner) }),
  }))
}

function simpleName(message: string): string {
  return message === EMPTY ? 'Empty' : (message.split('.').at(-1) ?? message)
}

function streaming(request: boolean, response: boolean): string {
  if (request) return response ? 'both' : 'request'
  return response ? 'response' : 'none'
}

function produced(service: Service, context: RenderContext): readonly Row[] {
  const leaves = context.has('outbox') || context.has('event-publisher')
  return producedTopics(service).map(({ topic, name: of }) => ({
    topic,
    task: ownerAbout(service, 'producer'),
    scaffolded: leaves && context.has({ role: 'event-schema', of }),
  }))
}

function consumed(service: Service, context: RenderContext): readonly Row[] {
  return consumedTopics(service).map(({ topic, name: of, task }) => ({
    topic,
    task,
    scaffolded: context.has({ role: 'handler', of }),
  }))
}

function entities(service: Service, context: RenderContext): readonly Row[] {
  return entitiesOf(service).map((entity) => ({
    name: entity.className,
    table: entity.table,
    task: entity.owner,
    scaffolded: context.has({ role: 'model', of: entity.snake }),
  }))
}

function criterionRow({ criterion, tests, gates, manual }: CriterionProof): Row {
  const { id, text, origin } = criterion
  return { id, text, tests, gates, manual, source: origin.path }
}

function tasks(service: Service, context: RenderContext, proofs: readonly CriterionProof[]): string {
  const tests = testFilesOf(service)
  const rows = service.items
    .filter((item) => !item.excluded)
    .map((item) => {
      const entry = {
        title: item.title,
        scaffolded: context.scaffolded.has(item.key),
        tests: tests
          .filter((test) => test.subject === item.key && context.has(test.ref))
          .map(({ ref }) => context.path(ref)),
        criteria: proofs
          .filter(({ subjects }) => subjects.includes(item.key))
          .map(({ criterion }) => criterion.id),
      }
      return `    ${JSON.stringify(item.key)}: ${row(entry)}`
    })
  return rows.length === 0 ? '  "tasks": {},' : `  "tasks": {\n${rows.sort().join(',\n')}\n  },`
}
