import { can, type Service } from '../../src/generator/index.ts'
import { holdsToken } from '../views/tests/load-access.ts'
import { ghzCall, hasLoadTests, loadOperations, loadOwner } from '../views/tests/load-operations.ts'
import type { Part } from './part.ts'

export const loadTests: Part = {
  asked: hasLoadTests,
  commands: (service) => {
    const operations = loadOperations(service)
    const ghz = ghzCall(operations)
    const token = holdsToken(operations) ? ` -e TOKEN=${tokenCommand(service)}` : ''
    const metadata =
      ghz && holdsToken(ghz.metadata)
        ? ` --metadata "{\\"authorization\\":\\"Bearer ${tokenCommand(service)}\\"}"`
        : ''
    return [
      [
        `k6 run${token} tests/load/load.js`,
        'load at the rate of tests/load/slo.json; -e OPERATION=… of operations.json',
      ],
      ...(ghz
        ? [
            [
              `ghz --config tests/load/ghz.json${metadata}`,
              'the same for one rpc; no refusal fails it, so read its status codes',
            ] as const,
          ]
        : []),
      [
        'uv run python -m tests.load.open_loop --pid …',
        'the same without further programs; CPU time of a request',
      ],
    ]
  },
  tests: (service) => [{ ref: { role: 'test-load-client' }, subject: loadOwner(service) }],
}

/** The README's shell fills in a token, where the service can sign one. */
function tokenCommand(service: Service): string {
  return can(service, 'jwt') ? '$(uv run python -m tests.load.access_token)' : '…'
}
