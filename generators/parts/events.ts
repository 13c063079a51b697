import { can } from '../../src/generator/index.ts'
import { consumedTopics, hasInbox, hasOutbox } from '../views/events/topics.ts'
import { workerOf } from '../views/events/worker.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { PORT_NUMBERS } from '../views/service/port-numbers.ts'
import {
  choiceSetting,
  floatSetting,
  intSetting,
  portSetting,
  textSetting,
} from '../views/service/setting.ts'
import { type Part, runtime } from './part.ts'

export const events: Part = {
  asked: (service) => can(service, 'produces', 'consumes'),
  opens: true,
  checks: true,
  settings: (service) => [
    textSetting('KAFKA_BOOTSTRAP', 'localhost:9092'),
    textSetting('KAFKA_TOPIC_PREFIX', ''),
    choiceSetting('KAFKA_SECURITY_PROTOCOL', ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']),
    textSetting('KAFKA_CA_FILE', ''),
    choiceSetting('KAFKA_SASL_MECHANISM', ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']),
    textSetting('KAFKA_SASL_USERNAME', ''),
    { name: 'KAFKA_SASL_PASSWORD', annotation: 'SecretStr', value: 'SecretStr("")', example: '' },
    floatSetting('KAFKA_REQUEST_TIMEOUT_SECONDS', '10.0'),
    ...(can(service, 'consumes')
      ? [
          floatSetting('KAFKA_MAX_POLL_INTERVAL_SECONDS', '300.0'),
          floatSetting('HANDLER_TIMEOUT_SECONDS', '15.0'),
          intSetting('HANDLER_ATTEMPTS', 5),
          floatSetting('HANDLER_BACKOFF_SECONDS', '0.5'),
          floatSetting('HANDLER_BACKOFF_MAX_SECONDS', '10.0'),
        ]
      : []),
    ...(hasInbox(service) ? [intSetting('INBOX_RETENTION_DAYS', 14)] : []),
    ...(hasOutbox(service)
      ? [intSetting('OUTBOX_BATCH', 100), floatSetting('OUTBOX_POLL_SECONDS', '0.2')]
      : []),
    ...(workerOf(service)
      ? [textSetting('WORKER_HOST', '127.0.0.1'), portSetting('WORKER_PORT', PORT_NUMBERS.worker)]
      : []),
  ],
  // Producers choose how they compress; a consumer has to read it.
  packages: (service) => runtime(can(service, 'consumes') ? 'aiokafka[lz4,snappy,zstd]' : 'aiokafka'),
  untypedCalls: ['aiokafka'],
  needs: 'Kafka',
  resources: (_, context) => [
    ...(context.has('boot-broker')
      ? [
          {
            name: 'broker',
            annotation: 'Broker',
            imports: [`from ${context.module('event-ports')} import Broker`],
          },
        ]
      : []),
    ...(context.has('event-publisher')
      ? [
          {
            name: 'events',
            annotation: 'EventPublisher',
            imports: [`from ${context.module('ports')} import EventPublisher`],
          },
        ]
      : []),
  ],
  double: {
    role: 'fixture-broker',
    fixture: 'broker',
    server: { name: 'Kafka', variable: 'TEST_KAFKA_BOOTSTRAP', marker: 'kafka' },
    settings: [
      { name: 'KAFKA_BOOTSTRAP', fixture: 'kafka_bootstrap', annotation: 'str' },
      { name: 'KAFKA_TOPIC_PREFIX', fixture: 'topic_prefix', annotation: 'str' },
    ],
  },
  tests: (service) => [
    ...['test-events', 'test-kafka', 'test-outbox', 'test-publisher'].map((role) => ({
      ref: { role },
      subject: ownerAbout(service, 'producer'),
    })),
    ...consumedTopics(service).map(({ name, task }) => ({
      ref: { role: 'test-topic', of: name },
      subject: task,
    })),
    ...consumedTopics(service)
      .slice(0, 1)
      .flatMap(({ task }) =>
        ['test-consumer', 'test-inbox', 'test-worker'].map((role) => ({ ref: { role }, subject: task })),
      ),
  ],
}
