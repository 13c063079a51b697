/** Endpoints and rpcs of one name that are not one method. */
import { type Diagnostics, diagnostic } from '../diagnostics/index.ts'
import { SYSTEM_CODES } from './codes.ts'
import { operationMismatches } from './operations.ts'
import type { Service } from './system.ts'

export function reportMismatches(service: Service, diagnostics: Diagnostics): void {
  for (const { name, endpoint, rpc } of operationMismatches(service)) {
    diagnostics.add(
      diagnostic(SYSTEM_CODES, 'contract/operation-mismatch', {
        message: `endpoint and rpc \`${name}\` differ in their fields; the rpc is \`${name}_rpc\``,
        location: rpc,
        notes: [{ message: 'the endpoint', location: endpoint }],
        hint: 'give both the same fields, or the rpc another name',
      }),
    )
  }
}
