/** What is worth seeing of a service, and when somebody has to be called: queries over its own metrics. */
import type { RenderContext, Service } from '../../src/generator/index.ts'
import { traitsOf } from '../views/plan/traits.ts'

export interface Panel {
  readonly title: string
  readonly query: string
  /** Of Grafana: `reqps`, `percentunit`, `s`, `short`. */
  readonly unit: string
}

export interface Alert {
  readonly name: string
  readonly query: string
  /** How long it has to hold. */
  readonly lasts: string
  readonly summary: string
}

interface Edge {
  readonly title: string
  readonly name: string
  readonly metric: string
  readonly label: string
  readonly failed: string
}

const REQUESTS: Edge = {
  title: 'Requests',
  name: 'Request',
  metric: 'http_server_request_duration_seconds',
  label: 'route',
  failed: 'status=~"5.."',
}
const CALLS: Edge = {
  title: 'Calls',
  name: 'Call',
  metric: 'rpc_server_call_duration_seconds',
  label: 'method',
  failed: 'code=~"UNKNOWN|INTERNAL|UNAVAILABLE|DEADLINE_EXCEEDED"',
}

const MOST_ERRORS = 0.01
const BEHIND_SECONDS = 300

export function panelsOf(service: Service, context: RenderContext): readonly Panel[] {
  const job = `job="${service.name}"`
  return [
    ...edgesOf(service).flatMap(({ title, metric, label, failed }) => [
      { title, query: `sum by (${label}) (rate(${metric}_count{${job}}[5m]))`, unit: 'reqps' },
      { title: `${title}: errors`, query: errors({ metric, failed, job }), unit: 'percentunit' },
      { title: `${title}: p99`, query: slowest({ metric, job, by: `le, ${label}` }), unit: 's' },
    ]),
    ...(context.has('resilience')
      ? [
          {
            title: 'Open circuits',
            query: `max by (dependency) (circuit_breaker_open{${job}})`,
            unit: 'short',
          },
        ]
      : []),
    ...eventPanelsOf(context, job),
  ]
}

function eventPanelsOf(context: RenderContext, job: string): readonly Panel[] {
  return [
    ...(context.has('consumer')
      ? [
          {
            title: 'Events',
            query: `sum by (topic, outcome) (rate(events_consumed_total{${job}}[5m]))`,
            unit: 'reqps',
          },
          {
            title: 'Age of events: p99',
            query: slowest({ metric: 'event_age_seconds', job, by: 'le, topic' }),
            unit: 's',
          },
          {
            title: 'Attempts',
            query: `sum by (topic, result) (rate(event_attempt_duration_seconds_count{${job}}[5m]))`,
            unit: 'reqps',
          },
          {
            title: 'Attempts: p99',
            query: slowest({ metric: 'event_attempt_duration_seconds', job, by: 'le, topic' }),
            unit: 's',
          },
        ]
      : []),
    ...(context.has('outbox-relay')
      ? [{ title: 'Outbox', query: `max(outbox_events{${job}})`, unit: 'short' }]
      : []),
  ]
}

export function alertsOf(service: Service, context: RenderContext): readonly Alert[] {
  const job = `job="${service.name}"`
  const p99 = service.slo?.p99?.value
  return [
    ...edgesOf(service).flatMap(({ name, title, metric, failed }) => [
      {
        name: `${name}sFail`,
        query: `${errors({ metric, failed, job })} > ${MOST_ERRORS}`,
        lasts: '5m',
        summary: `${title} fail`,
      },
      ...(p99 === undefined
        ? []
        : [
            {
              name: `${name}sAreSlow`,
              query: `${slowest({ metric, job, by: 'le' })} > ${p99 / 1000}`,
              lasts: '10m',
              summary: `${title} take longer than the plan allows`,
            },
          ]),
    ]),
    ...(context.has('resilience')
      ? [
          {
            name: 'CircuitIsOpen',
            query: `max by (dependency) (circuit_breaker_open{${job}}) == 1`,
            lasts: '2m',
            summary: 'A dependency is not asked any more',
          },
        ]
      : []),
    ...eventAlertsOf(context, job),
  ]
}

function eventAlertsOf(context: RenderContext, job: string): readonly Alert[] {
  return [
    ...(context.has('consumer')
      ? [
          {
            name: 'ConsumerIsBehind',
            query: `${slowest({ metric: 'event_age_seconds', job, by: 'le, topic' })} > ${BEHIND_SECONDS}`,
            lasts: '10m',
            summary: 'Events are handled late',
          },
          {
            name: 'ConsumerIsPaused',
            query: `max(consumer_paused{${job}}) == 1`,
            lasts: '5m',
            summary: 'No event is taken: something that is needed is away',
          },
          {
            name: 'EventsAreBuried',
            query: `sum by (topic) (increase(events_consumed_total{${job}, outcome="dead"}[15m])) > 0`,
            lasts: '0m',
            summary: 'Events end as dead letters',
          },
        ]
      : []),
    ...(context.has('outbox-relay')
      ? [
          {
            name: 'OutboxIsStuck',
            query: `max(outbox_oldest_event_age_seconds{${job}}) > ${BEHIND_SECONDS}`,
            lasts: '5m',
            summary: 'Events do not leave',
          },
        ]
      : []),
  ]
}

function edgesOf(service: Service): readonly Edge[] {
  const { rest, grpc } = traitsOf(service)
  return [...(rest ? [REQUESTS] : []), ...(grpc ? [CALLS] : [])]
}

function errors({
  metric,
  failed,
  job,
}: {
  readonly metric: string
  readonly failed: string
  readonly job: string
}) {
  return `sum(rate(${metric}_count{${job}, ${failed}}[5m])) / sum(rate(${metric}_count{${job}}[5m]))`
}

function slowest({
  metric,
  job,
  by,
}: {
  readonly metric: string
  readonly job: string
  readonly by: string
}) {
  return `histogram_quantile(0.99, sum by (${by}) (rate(${metric}_bucket{${job}}[5m])))`
}
