import type { Service } from '../../src/generator/index.ts'
import { type ClientView, clientsOf, grpcClientsOf, restClientsOf } from '../views/clients/clients.ts'
import { listsHttpx } from '../views/clients/http-library.ts'
import { restCalls } from '../views/clients/rest-methods.ts'
import { floatSetting, type SettingView, textSetting } from '../views/service/setting.ts'
import { restClientTests } from '../views/tests/rest-client-tests.ts'
import type { TestFile } from '../views/tests/test-file.ts'
import { dev, type Part, proto, runtime, type TestDouble } from './part.ts'

export const clients: Part = {
  asked: (service) => service.clients.length > 0,
  opens: true,
  settings: (service) => settingsOf(clientsOf(service)),
  packages: (service) => [
    ...(grpcClientsOf(service).length > 0
      ? [
          ...runtime('grpcio', 'protobuf'),
          ...dev('types-grpcio', 'types-protobuf'),
          ...proto('grpcio-tools', 'mypy-protobuf'),
        ]
      : []),
    ...(restClientsOf(service).length > 0
      ? [
          ...runtime(listsHttpx(service) ? 'httpx' : 'httpx2', ...(retries(service) ? ['stamina'] : [])),
          ...dev('starlette'),
        ]
      : []),
  ],
  resources: (service, context) =>
    clientsOf(service)
      .filter(({ key }) => context.has({ role: 'client', of: key }))
      .map(({ key, attribute, gateway }) => ({
        name: attribute,
        annotation: gateway,
        imports: [`from ${context.module({ role: 'gateway', of: key })} import ${gateway}`],
      })),
  doubles: (service) => clientsOf(service).map(doubleOf),
  tests: (service) => [...clientsOf(service).flatMap(testsOf), ...edgeTests(clientsOf(service))],
}

function retries(service: Service): boolean {
  return restClientsOf(service)
    .flatMap(restCalls)
    .some(({ isRepeatable }) => isRepeatable)
}

/** Two protocols of one target share its timeout; beside each other on one machine each has ports of its own. */
function settingsOf(views: readonly ClientView[]): readonly SettingView[] {
  const targets = [...new Set(views.map(({ target }) => target))]
  const all = views.flatMap(({ protocol, place, timeout, target }) => [
    textSetting(place, neighbour(protocol, targets.indexOf(target))),
    floatSetting(timeout, '1.0'),
  ])
  return [...new Map(all.map((setting) => [setting.name, setting])).values()]
}

function neighbour(protocol: ClientView['protocol'], index: number): string {
  return protocol === 'grpc' ? `dns:///localhost:${50061 + index}` : `http://localhost:${8080 + index}`
}

function doubleOf({ key, protocol, place }: ClientView): TestDouble {
  const role = `fixture-client:${key}`
  return protocol === 'grpc'
    ? { role, settings: [{ name: place, fixture: `target_of_${key}`, annotation: 'str' }] }
    : { role, fixture: `app_of_${key}` }
}

function testsOf(view: ClientView): readonly TestFile[] {
  if (view.protocol === 'rest' && !restClientTests(view)) return []
  return [{ ref: { role: 'test-client', of: view.key }, subject: view.owner }]
}

function edgeTests(views: readonly ClientView[]): readonly TestFile[] {
  const [first] = views
  return first ? [{ ref: { role: 'test-dependency-errors' }, subject: first.owner }] : []
}
