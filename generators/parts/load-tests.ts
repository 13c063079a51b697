import { hasLoadTests, loadOperations } from '../views/tests/load-operations.ts'
import type { Part } from './part.ts'

export const loadTests: Part = {
  asked: hasLoadTests,
  commands: (service) => [
    [
      'k6 run tests/load/load.js',
      'load at the rate of tests/load/slo.json; -e OPERATION=… of operations.json',
    ],
    ...(loadOperations(service).grpc.length > 0
      ? [['ghz --config tests/load/ghz.json', 'the same for one rpc'] as const]
      : []),
    [
      'uv run python -m tests.load.open_loop --pid …',
      'the same without further programs; CPU time of a request',
    ],
  ],
}
