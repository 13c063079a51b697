/** The events that tests of what is observed send, as far as they are part of the tree. */
import type { RenderContext, Service } from '../../src/generator/index.ts'
import { sampled } from '../communication/event-tests.ts'
import { consumedTopics, producedTopics } from '../views/events/topics.ts'

export function eventsInTree(service: Service, context: RenderContext) {
  const leaves = context.has('outbox') || context.has('event-publisher')
  const produced = producedTopics(service).find(({ name: of }) => context.has({ role: 'event-schema', of }))
  const consumed = consumedTopics(service).find(({ name: of }) => context.has({ role: 'handler', of }))
  return {
    produced: leaves && produced ? sampled(produced) : undefined,
    consumed: consumed && sampled(consumed),
    /** What the probe handler does causes another event. */
    effect:
      leaves &&
      consumed !== undefined &&
      producedTopics(service).some(({ topic }) => topic !== consumed.topic),
  }
}
