/** Topics across services: who describes what one carries, and who is missing at its other end. */
import { type Diagnostics, diagnostic, type Location } from '../diagnostics/index.ts'
import type { Schema } from '../plan/facts.ts'
import { SYSTEM_CODES } from './codes.ts'
import { camel } from './names.ts'
import { isSameShape } from './same-shape.ts'
import type { Described, Service, Topic } from './system.ts'

/**
 * Services whose topics say which other service describes them: the producer, else a consumer that does. Reports
 * topics without another end, and bodies that two services describe differently.
 */
export function describeTopics(services: readonly Service[], diagnostics: Diagnostics): readonly Service[] {
  const ends = endsOf(services)
  if (services.length > 1) for (const end of ends.values()) reportEnds(end, diagnostics)
  for (const end of ends.values()) reportMismatch(end, diagnostics)
  return services.map((service) => ({
    ...service,
    topics: service.topics.map((use): Topic => {
      const describer = ends.get(use.topic)?.describer
      if (!describer || describer.name === service.name) return use
      const { name, schemas, protos } = describer
      return { ...use, describedBy: { name, schemas, protos } }
    }),
  }))
}

interface End {
  readonly service: Service
  readonly use: Topic
}

interface Ends {
  readonly topic: string
  readonly producers: readonly End[]
  readonly consumers: readonly End[]
  readonly describer: Service | undefined
}

function endsOf(services: readonly Service[]): ReadonlyMap<string, Ends> {
  const uses = services.flatMap((service) => service.topics.map((use) => ({ service, use })))
  const topics = [...new Set(uses.map(({ use }) => use.topic))]
  return new Map(
    topics.map((topic) => {
      const own = uses.filter(({ use }) => use.topic === topic)
      const producers = own.filter(({ use }) => use.role === 'produces')
      const consumers = own.filter(({ use }) => use.role === 'consumes')
      const describer = [...producers, ...consumers].find(({ service }) => describes(service, topic))?.service
      return [topic, { topic, producers, consumers, describer }] as const
    }),
  )
}

/** Names of the schema or message of what a topic carries: `StockMoved` of `stock.moved`. */
export function bodyNames(topic: string): readonly string[] {
  return [camel(topic), `${camel(topic)}Event`]
}

function describes({ schemas, protos }: Described, topic: string): boolean {
  const names = bodyNames(topic)
  return [...schemas, ...protos.flatMap(({ messages }) => messages)].some(({ name }) => names.includes(name))
}

function reportEnds({ topic, producers, consumers }: Ends, diagnostics: Diagnostics): void {
  const [produced] = producers
  const [consumed] = consumers
  if (!produced && consumed) {
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'system/topic-without-producer', {
        message: `no service of the plan produces \`${topic}\`, which \`${consumed.service.name}\` consumes`,
        location: consumed.use.origin,
        hint: 'name the topic as its producer does, or plan who produces it',
      }),
    )
  } else if (produced && !consumed) {
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'system/topic-without-consumer', {
        message: `no service of the plan consumes \`${topic}\`, which \`${produced.service.name}\` produces`,
        location: produced.use.origin,
      }),
    )
  }
}

function reportMismatch({ topic, producers, consumers, describer }: Ends, diagnostics: Diagnostics): void {
  if (!describer) return
  const told = bodyOf(describer, topic)
  const reported = new Set([describer.name])
  for (const { service } of [...producers, ...consumers]) {
    const own = bodyOf(service, topic)
    if (!own || !told || reported.has(service.name)) continue
    const { schemas } = service
    if (isSameShape({ schema: own, schemas }, { schema: told, schemas: describer.schemas })) continue
    reported.add(service.name)
    diagnostics.add(
      mismatch({ topic, describer: describer.name, service: service.name }, own.origin, told.origin),
    )
  }
}

function mismatch(
  { topic, describer, service }: Readonly<Record<'topic' | 'describer' | 'service', string>>,
  location: Location,
  used: Location,
) {
  return diagnostic(SYSTEM_CODES, 'system/topic-mismatch', {
    message: `\`${service}\` describes what \`${topic}\` carries otherwise than \`${describer}\`, whose description is used`,
    location,
    notes: [{ message: 'the description that is used', location: used }],
    hint: 'make the two equal, or take this one out',
  })
}

function bodyOf({ schemas }: Described, topic: string): Schema | undefined {
  return bodyNames(topic).flatMap((name) => schemas.find((schema) => schema.name === name) ?? [])[0]
}
