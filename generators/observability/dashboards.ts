/** What people look at, and what calls them. */
import { type FileSpec, jsonStr, type Service } from '../../src/generator/index.ts'
import { kit } from './kit.ts'
import { alertsOf, panelsOf } from './queries.ts'

export function dashboardFiles(service: Service): readonly FileSpec[] {
  const { file, owner, test } = kit(service, 'dashboards')
  return [
    file(`deploy/grafana/${service.name}.json`, {
      role: 'dashboard',
      template: 'observability/deploy/grafana/dashboard.json',
      owners: [owner],
      requires: ['metrics'],
      view: (context) => ({ text: dashboardText(service, panelsOf(service, context)) }),
    }),
    file('deploy/alerts.yaml', {
      role: 'alerts',
      follows: ['dashboard'],
      view: (context) => ({
        name: jsonStr(service.name),
        alerts: alertsOf(service, context).map(({ name, query, lasts, summary }) => ({
          name,
          query: jsonStr(query),
          lasts,
          summary: jsonStr(summary),
        })),
      }),
    }),
    file('tests/unit/test_dashboards.py', { role: 'test-dashboards', ...test, requires: ['dashboard'] }),
  ]
}

function dashboardText(service: Service, panels: ReturnType<typeof panelsOf>): string {
  const dashboard = {
    uid: service.name.slice(0, 40),
    title: service.name,
    schemaVersion: 41,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels: panels.map(({ title, query, unit }, index) => ({
      id: index + 1,
      type: 'timeseries',
      title,
      datasource: { type: 'prometheus', uid: '$' + '{datasource}' },
      gridPos: { h: 8, w: 8, x: (index % 3) * 8, y: Math.floor(index / 3) * 8 },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: [{ refId: 'A', expr: query }],
    })),
  }
  return JSON.stringify(dashboard, null, 2)
}
