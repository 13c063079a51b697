/** Tests of events: contracts of the topics, the way out, the way in, what SIGTERM does to it. */
import { can, type FileSpec, filesOf, type RenderContext, type Service } from '../../src/generator/index.ts'
import {
  consumedTopics,
  hasInbox,
  hasOutbox,
  producedTopics,
  type TopicView,
  topicsOf,
} from '../views/events/topics.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { servesProbes } from '../views/plan/serves-rest.ts'
import { pyLiteral } from '../views/python/literals.ts'
import { pyVariable } from '../views/python/names.ts'
import { sampleOf } from '../views/tests/samples.ts'
import { taskMark, testOwners } from '../views/tests/test-file.ts'
import { dumping, eventsView, topicRefs } from './events-view.ts'

export function eventTests(service: Service): readonly FileSpec[] {
  return [
    factoriesFile(service),
    contractTest(service),
    filesOf(service, 'communication')('tests/unit/test_kafka.py', {
      role: 'test-kafka',
      follows: topicRefs(service),
    }),
    ...(can(service, 'produces') ? [producerTest(service)] : []),
    ...(can(service, 'consumes') ? consumerTests(service) : []),
  ]
}

/** The event a test sends, as an expression over the module of factories. */
export function sampled(topic: TopicView) {
  return { ...topic, made: `events.${pyVariable(topic.name)}()` }
}

/** The one place that changes when a body gets its fields. */
function factoriesFile(service: Service): FileSpec {
  return filesOf(service, 'communication')('tests/fakes/events.py', {
    role: 'event-factories',
    follows: topicRefs(service),
    view: (context) => ({
      topics: topicsOf(service)
        .filter(({ name: of }) => context.has({ role: 'event-schema', of }))
        .map((topic) => ({ ...topic, factory: pyVariable(topic.name), values: sampleValues(topic) })),
    }),
  })
}

/** Of every field, as a dictionary; empty where no document describes the body. */
function sampleValues({ schemas }: TopicView): string {
  const root = schemas.at(-1)
  if (root === undefined) return ''
  const lookup = (name: string) => schemas.find((schema) => schema.name === name)
  return pyLiteral(sampleOf({ kind: 'ref', name: root.name }, 0, lookup))
}

function contractTest(service: Service): FileSpec {
  return filesOf(service, 'communication')('tests/contract/test_events.py', {
    role: 'test-events',
    follows: topicRefs(service),
    view: (context) => ({
      dumping: dumping(service),
      folder: context.path('event-schemas-package').replace(/\/[^/]*$/, ''),
      topics: topicsOf(service)
        .filter(({ name: of }) => context.has({ role: 'event-schema', of }))
        .map((topic) => sampled(topic)),
    }),
  })
}

function producerTest(service: Service): FileSpec {
  const [first] = producedTopics(service)
  const [name, role, root] = hasOutbox(service)
    ? ['test_outbox', 'test-outbox', 'outbox']
    : ['test_publisher', 'test-publisher', 'event-publisher']
  return filesOf(service, 'communication')(`tests/integration/${name}.py`, {
    role,
    owners: testOwners(service, ownerAbout(service, 'producer')),
    requires: [root],
    view: () => ({ produced: first && sampled(first), dumping: dumping(service) }),
  })
}

function consumerTests(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const topics = consumedTopics(service)
  const follows = topics.map(({ name }) => ({ role: 'handler', of: name }))
  const view = (context: RenderContext) => consumptionView(service, context)
  return [
    ...topics.map((topic) =>
      file(`tests/integration/test_${topic.name}.py`, {
        role: 'test-topic',
        of: topic.name,
        template: 'communication/tests/integration/test_topic.py',
        owners: testOwners(service, topic.task),
        requires: [{ role: 'handler', of: topic.name }],
        view: () => ({
          ...sampled(topic),
          inbox: hasInbox(service),
          mark: taskMark(service, { ref: { role: 'test-topic', of: topic.name }, subject: topic.task }),
        }),
      }),
    ),
    ...(hasInbox(service) ? [file('tests/integration/test_inbox.py', { role: 'test-inbox', follows })] : []),
    file('tests/fakes/probe_handler.py', { role: 'probe-handler', follows, view }),
    file('tests/held_worker.py', {
      role: 'held-worker',
      template: 'communication/tests/held_worker.py',
      follows,
      view,
    }),
    file('tests/integration/test_consumer.py', { role: 'test-consumer', follows, view }),
    file('tests/integration/test_worker.py', { role: 'test-worker', follows, view }),
  ]
}

/** The tests of the consumer's mechanics use the first topic in the tree, and an event that it causes where one can. */
function consumptionView(service: Service, context: RenderContext) {
  const consumed = consumedTopics(service).find(({ name: of }) => context.has({ role: 'handler', of }))
  const leaves = context.has('outbox') || context.has('event-publisher')
  const effect = leaves ? producedTopics(service).find(({ topic }) => topic !== consumed?.topic) : undefined
  const hasApi = !servesProbes(service)
  return {
    ...eventsView(service),
    dumping: dumping(service),
    consumed: consumed && sampled(consumed),
    effect: effect && sampled(effect),
    process: hasApi ? 'worker' : 'main',
    port: hasApi ? 'WORKER_PORT' : 'HTTP_PORT',
  }
}
