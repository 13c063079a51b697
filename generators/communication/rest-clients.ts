import { type FileSpec, filesOf, pyStr, type Service } from '../../src/generator/index.ts'
import { callDoc, type RestClientView, restClientsOf } from '../views/clients/clients.ts'
import { listsHttpx } from '../views/clients/http-library.ts'
import { adaptersOf, fakeAnswers, restCalls, restLines } from '../views/clients/rest-methods.ts'
import { traitsOf } from '../views/plan/traits.ts'
import { requestContextOf } from '../views/service/request-context.ts'
import { restClientTests } from '../views/tests/rest-client-tests.ts'
import { testOwners } from '../views/tests/test-file.ts'

export function restClientFiles(service: Service): readonly FileSpec[] {
  const views = restClientsOf(service)
  if (views.length === 0) return []
  const file = filesOf(service, 'communication')
  const clients = views.map(({ key }) => ({ role: 'client', of: key }))
  return [
    file('src/clients/__init__.py', { role: 'clients-package', follows: clients }),
    file('src/clients/_http.py', {
      role: 'http',
      follows: clients,
      requires: ['resilience'],
      view: (context) => ({
        ...traitsOf(service),
        keys: requestContextOf(service).keys,
        http: libraryOf(service),
        ...formsOf(views.filter(({ key }) => context.has({ role: 'client', of: key }))),
      }),
    }),
    file('tests/fakes/rest_dependency.py', { role: 'fake-rest-dependency', follows: clients }),
    ...views.flatMap((view) => filesOfClient(service, view)),
  ]
}

function libraryOf(service: Service): 'httpx' | 'httpx2' {
  return listsHttpx(service) ? 'httpx' : 'httpx2'
}

/** What the calls of all clients need of the one module beneath them. */
function formsOf(views: readonly RestClientView[]) {
  const calls = views.flatMap(restCalls)
  const takes = (place: string) =>
    calls.some(({ operation }) => operation.parameters.some(({ source }) => source?.in === place))
  const absent = calls.filter(({ operation }) => operation.absent)
  return {
    retries: calls.some(({ isRepeatable }) => isRepeatable),
    segments: calls.some(({ endpoint }) => endpoint.path.includes('{')),
    queries: takes('query'),
    headers: takes('header'),
    fetches: calls.some(({ operation }) => operation.result !== undefined),
    finds: absent.some(({ operation }) => operation.result !== undefined),
    tries: absent.some(({ operation }) => operation.result === undefined),
  }
}

function filesOfClient(service: Service, view: RestClientView): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const { key } = view
  const follows = [{ role: 'client', of: key }]
  const http = libraryOf(service)
  const models = modelsOf(view)
  return [
    file(`src/clients/rest_${key}.py`, {
      role: 'client',
      of: key,
      template: 'communication/src/clients/client.py',
      owners: [view.owner],
      view: () => ({ ...view, models, ...clientView(view) }),
    }),
    file(`src/core/boot/${key}_client.py`, {
      role: 'boot-client',
      of: key,
      template: 'communication/src/core/boot/rest_client.py',
      follows,
      view: () => ({ ...view }),
    }),
    file(`tests/fakes/fake_${key}.py`, {
      role: 'fake-client',
      of: key,
      template: 'communication/tests/fakes/rest_client.py',
      follows,
      view: () => ({
        ...view,
        answers: fakeAnswers(view),
        routes: restCalls(view)
          .map(({ endpoint }) => `(${pyStr(endpoint.method)}, ${pyStr(endpoint.path)})`)
          .join(', '),
      }),
    }),
    file(`tests/fixtures/fake_${key}.py`, {
      role: 'fixture-client',
      of: key,
      template: 'communication/tests/fixtures/rest_client.py',
      follows,
      view: () => ({ key, http }),
    }),
    ...testsOfClient(service, view),
  ]
}

function testsOfClient(service: Service, view: RestClientView): readonly FileSpec[] {
  const file = filesOf(service, 'communication')
  const { key } = view
  const tests = restClientTests(view)
  if (tests === undefined) return []
  return [
    file(`tests/contract/test_${key}_client.py`, {
      role: 'test-client',
      of: key,
      template: 'communication/tests/contract/test_rest_client.py',
      owners: testOwners(service, view.owner),
      requires: [{ role: 'client', of: key }],
      view: () => ({
        ...traitsOf(service),
        ...requestContextOf(service),
        ...view,
        ...tests,
        models: modelsOf(view),
        http: libraryOf(service),
      }),
    }),
  ]
}

const modelsOf = ({ schemas }: RestClientView) => schemas.map(({ name }) => name).join(', ')

function clientView(view: RestClientView) {
  const adapters = adaptersOf(view)
  return {
    adapters: [...adapters].map(([type, name]) => ({ type, name })),
    methods: restCalls(view).map((call) => {
      const { name, returns, parameters } = call.operation
      return {
        name,
        returns,
        doc: callDoc(call.operation),
        signature: parameters.map((parameter) => `, ${parameter.name}: ${parameter.annotation}`).join(''),
        lines: restLines(call, adapters),
      }
    }),
  }
}
