/** Events that leave with the transaction that causes them. */
import { type FileSpec, filesOf, type Service } from '../../src/generator/index.ts'
import { messagingTables } from '../views/data/messaging-tables.ts'
import { producedTopics } from '../views/events/topics.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { dumping } from './events-view.ts'

export function outboxFiles(service: Service): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const view = () => ({ ...traitsOf(service), dumping: dumping(service) })
  const { outbox } = messagingTables(service)
  return [
    file(`src/models/${outbox}.py`, {
      role: 'outbox',
      template: 'communication/src/models/outbox.py',
      owners: [ownerAbout(service, 'producer')],
      requires: [
        'database',
        ...producedTopics(service).map(({ name }) => ({ role: 'event-schema', of: name })),
      ],
      view: () => ({ table: outbox }),
    }),
    file(`src/repositories/${outbox}_repository.py`, {
      role: 'outbox-repository',
      template: 'communication/src/repositories/outbox_repository.py',
      follows: ['outbox'],
      view,
    }),
    file('src/events/outbox_relay.py', { role: 'outbox-relay', follows: ['outbox'], view }),
  ]
}
