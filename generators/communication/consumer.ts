/** Topics that the service consumes: one handler each, and the loop around them. */
import { type FileSpec, filesOf, type Service } from '../../src/generator/index.ts'
import { messagingTables } from '../views/data/messaging-tables.ts'
import { consumedTopics, hasInbox } from '../views/events/topics.ts'
import { eventsView } from './events-view.ts'

export function consumerFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const topics = consumedTopics(service)
  const follows = topics.map(({ name }) => ({ role: 'handler', of: name }))
  const view = () => eventsView(service)
  return [
    ...topics.map((topic) =>
      file(`src/events/handlers/${topic.name}.py`, {
        role: 'handler',
        of: topic.name,
        template: 'communication/src/events/handlers/topic.py',
        owners: [topic.task],
        requires: [{ role: 'event-schema', of: topic.name }, ...(hasInbox(service) ? ['database'] : [])],
        view: () => ({ ...topic, task: topic.task ?? '' }),
      }),
    ),
    file('src/events/handlers/__init__.py', { role: 'handlers-package', follows, view }),
    file('src/events/dead_letters.py', { role: 'dead-letters', follows, view }),
    file('src/events/failures.py', { role: 'event-failures', follows, view }),
    file('src/events/pause.py', { role: 'event-pause', follows, view }),
    file('src/events/delivery.py', { role: 'event-delivery', follows, view }),
    file('src/events/consumer.py', { role: 'consumer', follows, view }),
    ...(hasInbox(service) ? inboxFiles(service, follows) : []),
  ]
}

function inboxFiles(service: Service, follows: readonly { role: string; of: string }[]): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const { inbox } = messagingTables(service)
  return [
    file(`src/models/${inbox}.py`, {
      role: 'inbox',
      template: 'communication/src/models/inbox.py',
      follows,
      view: () => ({ table: inbox }),
    }),
    file(`src/repositories/${inbox}_repository.py`, {
      role: 'inbox-repository',
      template: 'communication/src/repositories/inbox_repository.py',
      follows,
    }),
    file('src/events/inbox_cleaner.py', {
      role: 'inbox-cleaner',
      follows,
      view: () => eventsView(service),
    }),
  ]
}
