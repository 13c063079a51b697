/** The contracts of a service before buf. */
import { installBuf } from '../../../scripts/infra/buf.mjs'
import { type Ran, runProgram } from '../../e2e/harness.ts'

/** Names that the plan chose are not judged. */
const CHOSEN = ['RPC_REQUEST_RESPONSE_UNIQUE', 'RPC_REQUEST_STANDARD_NAME', 'RPC_RESPONSE_STANDARD_NAME']

export async function lintContracts(folder: string): Promise<Ran> {
  const config = JSON.stringify({ version: 'v2', lint: { use: ['STANDARD'], except: CHOSEN } })
  return runProgram(await installBuf(), ['lint', '.', '--config', config], { cwd: folder })
}
