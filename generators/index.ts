/** The categories this version generates, in the plan's own order. The only registration. */
import type { Generator } from '../src/generator/index.ts'
import { api } from './api.ts'
import { communication } from './communication.ts'
import { data } from './data.ts'
import { deployment } from './deployment.ts'
import { grpc } from './grpc.ts'
import { logic } from './logic.ts'
import { observability } from './observability.ts'
import { resilience } from './resilience.ts'
import { setup } from './setup.ts'
import { shared } from './shared.ts'
import { testing } from './testing.ts'

export const GENERATORS: readonly Generator[] = [
  setup,
  grpc,
  api,
  logic,
  data,
  communication,
  resilience,
  observability,
  testing,
  deployment,
  shared,
]
