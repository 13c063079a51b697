import { defineCodes } from '../diagnostics/index.ts'

/** Findings while statements are named, classified and merged. */
export const SYSTEM_CODES = defineCodes({
  'render/unsafe-name': {
    severity: 'error',
    about: 'plan',
    title: 'a name of the plan cannot be used in code',
    explanation:
      'Names of a plan become files, Python identifiers, SQL names and proto names. A name that one of them cannot hold (a keyword, a reserved file name, punctuation, letters outside ASCII, a leading digit or underscore) is refused where it is written, and nothing that carries it is generated. Rename it in the plan.',
  },
  'plan/underspecified': {
    severity: 'warning',
    about: 'plan',
    title: 'a task promises what no document describes',
    explanation:
      'A task asks for REST endpoints, rpcs, tables or Kafka topics, and no document gives their routes, methods, columns or names. Nothing is invented for it: write the section that the hint names, and run the command again.',
  },
  'plan/ambiguous-kind': {
    severity: 'info',
    about: 'plan',
    title: 'the words of a task fit two categories equally',
    explanation:
      'A subtask belongs to one category, found by the words of its title. Two categories scored the same; the earlier one of the ten is used. Name the kind of work in the title to settle it.',
  },
  'plan/unclassified-task': {
    severity: 'info',
    about: 'plan',
    title: 'no word of a task tells its category',
    explanation:
      'A subtask belongs to one of ten categories, found by the words of its title. None matched, so it counts as business logic. Name the kind of work in the title, such as `endpoint`, `migration` or `tests`.',
  },
  'contract/unknown-reference': {
    severity: 'warning',
    about: 'plan',
    title: 'a schema or column refers to something the service does not have',
    explanation:
      'A schema reference without a schema is read as any value; a foreign key into a table that is not of this service becomes a plain column.',
  },
  'contract/operation-mismatch': {
    severity: 'info',
    about: 'plan',
    title: 'an endpoint and an rpc of one name take or return different fields',
    explanation:
      'An endpoint and an rpc of the same name are one method of the service when their fields agree in name and kind. These do not, so the rpc gets a method of its own with the suffix `_rpc`.',
  },
  'system/topic-without-producer': {
    severity: 'warning',
    about: 'plan',
    title: 'a topic is consumed and nobody produces it',
    explanation:
      'The plan has several services, one of them consumes a topic, and none produces it. Often the two ends spell its name differently. A topic of a system outside the plan is fine.',
  },
  'system/topic-without-consumer': {
    severity: 'info',
    about: 'plan',
    title: 'a topic is produced and nobody consumes it',
    explanation: 'The plan has several services, one of them produces a topic, and none consumes it.',
  },
  'system/topic-mismatch': {
    severity: 'warning',
    about: 'plan',
    title: 'two services describe a topic differently',
    explanation:
      'What a topic carries is the schema of its name: `StockMoved` of `stock.moved`. Two services have one, and their fields differ. The description of the producer is used at both ends.',
  },
  'system/service-cycle': {
    severity: 'warning',
    about: 'plan',
    title: 'services call each other in a circle',
    explanation:
      'Each service of the circle waits for the next one while it answers, so that none can be deployed first and an outage of one takes all with it. An event instead of one of the calls opens the circle.',
  },
  'system/two-owners': {
    severity: 'warning',
    about: 'plan',
    title: 'two services own one table',
    explanation:
      'Two services of the plan describe a table of one name with fields of their own. Each will have a copy, and nothing keeps the two equal. One service should own the data; the other calls it, or keeps what its events tell.',
  },
  'system/shared-database': {
    severity: 'warning',
    about: 'plan',
    title: 'two services share a database',
    explanation:
      'Two services of the plan say `database: shared`. A change of a table then needs both at once, and neither can be deployed alone. Services here are written with a database each.',
  },
  'system/edge-mismatch': {
    severity: 'warning',
    about: 'plan',
    title: 'two documents state a dependency differently',
    explanation: 'The task file is used before the communication matrix, the matrix before prose.',
  },
  'system/unknown-target': {
    severity: 'warning',
    about: 'plan',
    title: 'a call of something that no plan describes',
    explanation:
      'A dependency names a service, an rpc or a route that no plan has. A service without a plan is external: the client is written against a contract that holds just the named methods, their messages without fields. Of a service that is planned only what its own contract has can be called, since both are held to one contract.',
  },
  'system/assumed-http-method': {
    severity: 'info',
    about: 'plan',
    title: 'a REST dependency names a path and no method',
    explanation:
      "The method is taken from the target's contract where the path has one; where it has several, or where nothing is known of the target, POST is assumed. Write the method before the path to settle it.",
  },
  'system/nothing-to-guard': {
    severity: 'info',
    about: 'plan',
    title: 'resilience is asked for, and nothing outside is called',
    explanation:
      'Circuit breakers, retries and timeouts stand around the calls of other services. The plan asks for them and declares no such call, so none is written; a database and Redis have time limits and reconnect by themselves.',
  },
  'system/undefined-fallback': {
    severity: 'info',
    about: 'plan',
    title: 'a fallback without a document that says to what',
    explanation:
      'What a service answers while a dependency is away is its own business: a cached value, an empty list, a refusal. Clients raise one error of a dependency that is away, also while the circuit is open; a use case catches it and answers.',
  },
  'system/host-name-taken': {
    severity: 'error',
    about: 'plan',
    title: 'two services have one name where they are deployed',
    explanation:
      'Images, pods, addresses and workflows are named after the service, in small letters with `-` between words, 52 at most. Two services whose names become one would overwrite each other. Rename one of them in the plan.',
  },
  'system/unowned-facts': {
    severity: 'warning',
    about: 'plan',
    title: 'statements that belong to no service',
    explanation:
      'A plan with several services has to say whose routes, schemas, tables and protos are meant: by a heading with the name of the service, or, for a proto, by the name of the proto service.',
  },
})
