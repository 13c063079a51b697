/** Events over Kafka: their bodies, the way out, the way in. */
import {
  can,
  type FileSpec,
  filesOf,
  pyStr,
  type RenderContext,
  type Service,
} from '../../src/generator/index.ts'
import { modelsOf } from '../views/contract/models.ts'
import { eventSchemaOf } from '../views/events/event-schema.ts'
import { DEAD_LETTERS, hasOutbox, type TopicView, topicsOf } from '../views/events/topics.ts'
import { worksAside } from '../views/events/worker.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { servesProbes } from '../views/plan/serves-rest.ts'
import { consumerFiles } from './consumer.ts'
import { eventTests } from './event-tests.ts'
import { dumping, eventsView, topicRefs } from './events-view.ts'
import { outboxFiles } from './outbox.ts'

export function eventFiles(service: Service): readonly FileSpec[] {
  if (!can(service, 'produces', 'consumes')) return []
  return [
    ...topicsOf(service).flatMap((topic) => topicFiles(service, topic)),
    ...frameFiles(service),
    ...(hasOutbox(service) ? outboxFiles(service) : []),
    ...(can(service, 'produces') && !can(service, 'database') ? [publisherFile(service)] : []),
    ...(can(service, 'consumes') ? consumerFiles(service) : []),
    ...(worksAside(service) ? workFiles(service) : []),
    ...eventTests(service),
  ]
}

function topicFiles(service: Service, topic: TopicView): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const owners = [
    ...(topic.produced ? [ownerAbout(service, 'producer')] : []),
    ...(topic.consumed ? [topic.task] : []),
  ]
  return [
    file(`src/schemas/events/${topic.name}.py`, {
      role: 'event-schema',
      of: topic.name,
      template: 'communication/src/schemas/events/topic.py',
      owners,
      view: () => bodyView(topic),
    }),
    file(`src/schemas/events/${topic.name}.json`, {
      role: 'event-contract',
      of: topic.name,
      template: 'communication/src/schemas/events/topic.json',
      follows: [{ role: 'event-schema', of: topic.name }],
      view: () => ({ text: eventSchemaOf(topic) }),
    }),
  ]
}

function bodyView(topic: TopicView) {
  const models = modelsOf(topic.schemas)
  const body = models.at(-1)
  return {
    ...topic,
    parts: models.slice(0, -1),
    doc: body?.doc ?? `An event of ${topic.topic}; no document describes its body.`,
    aliased: body?.config.includes('populate_by_name') ?? false,
    fields: body?.fields ?? [],
  }
}

function frameFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const follows = topicRefs(service)
  const view = () => eventsView(service)
  return [
    file('src/schemas/events/__init__.py', { role: 'event-schemas-package', follows }),
    file('src/schemas/events/base.py', { role: 'event-base', follows }),
    file('src/events/__init__.py', { role: 'events-package', follows }),
    file('src/events/ports.py', { role: 'event-ports', follows, view }),
    file('src/events/envelope.py', { role: 'event-envelope', follows, view }),
    file('src/events/kafka.py', { role: 'kafka', follows, view }),
    file('src/core/boot/broker.py', { role: 'boot-broker', follows, view }),
    file('tests/fakes/memory_broker.py', { role: 'memory-broker', follows, view }),
    file('tests/fakes/clusters.py', { role: 'clusters', follows, view }),
    file('tests/fakes/world.py', {
      role: 'world',
      follows,
      view: () => ({ ...eventsView(service), dumping: dumping(service) }),
    }),
    file('tests/fixtures/broker.py', {
      role: 'fixture-broker',
      follows,
      view: (context) => ({ created: createdTopics(service, context).map(pyStr).join(', ') }),
    }),
  ]
}

/** Those the tests use on a real broker. */
function createdTopics(service: Service, context: RenderContext): readonly string[] {
  return topicsOf(service)
    .filter(({ name }) => context.has({ role: 'event-schema', of: name }))
    .flatMap(({ topic, consumed }) => [topic, ...(consumed ? [topic + DEAD_LETTERS] : [])])
}

function publisherFile(service: Service): FileSpec {
  return filesOf(service, 'communication')('src/events/publisher.py', {
    role: 'event-publisher',
    owners: [ownerAbout(service, 'producer')],
    requires: topicsOf(service).flatMap(({ name, produced }) =>
      produced ? [{ role: 'event-schema', of: name }] : [],
    ),
    view: () => ({ dumping: dumping(service) }),
  })
}

function workFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const view = () => eventsView(service)
  const hasApi = !servesProbes(service)
  return [
    file('src/events/stop.py', { role: 'event-stop', follows: ['consumer', 'outbox-relay'] }),
    file('src/events/loops.py', { role: 'loops', follows: ['consumer', 'outbox-relay'], view }),
    ...(hasApi
      ? [
          file('src/worker.py', {
            role: 'worker',
            template: 'setup/src/process.py',
            follows: ['loops'],
            view: () => ({
              ...eventsView(service),
              role: 'worker',
              beside: ', beside the API',
              place: 'WORKER',
            }),
          }),
          file('src/core/probes.py', {
            role: 'probes',
            template: 'setup/src/core/probes.py',
            follows: ['worker'],
          }),
        ]
      : []),
  ]
}
