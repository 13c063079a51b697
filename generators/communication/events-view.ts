/** What the files of events have in common. */
import type { Service } from '../../src/generator/index.ts'
import { modelsOf } from '../views/contract/models.ts'
import { topicsOf } from '../views/events/topics.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { requestContextOf } from '../views/service/request-context.ts'

/** Whatever of events is in the tree, these carry it. */
export function topicRefs(service: Service) {
  return topicsOf(service).map(({ name }) => ({ role: 'event-schema', of: name }))
}

/** What all templates of events may ask. */
export function eventsView(service: Service) {
  return { ...traitsOf(service), ...requestContextOf(service) }
}

/** Arguments of `model_dump_json`, where a body has fields that Python calls otherwise. */
export function dumping(service: Service): string {
  const isAliased = topicsOf(service).some((topic) =>
    modelsOf(topic.schemas).some(({ config }) => config.includes('populate_by_name')),
  )
  return isAliased ? 'by_alias=True' : ''
}
