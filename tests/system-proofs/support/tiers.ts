/** The two places where the tests of a service run. */
import { expect } from 'vitest'
import { type GateOptions, type GateReport, runProgram } from '../../e2e/harness.ts'

const SERVERS = ['TEST_DATABASE_URL', 'TEST_REDIS_URL', 'TEST_KAFKA_BOOTSTRAP']
const CREATE = `
import asyncio, asyncpg, os
async def main():
    connection = await asyncpg.connect(os.environ["TEST_DATABASE_URL"])
    await connection.execute(f'CREATE DATABASE "{os.environ["NAME"]}"')
asyncio.run(main())
`

/** Without a server, whatever the environment names. */
export const embedded: GateOptions = {
  env: Object.fromEntries([...SERVERS, 'REQUIRE_SERVICES'].map((name) => [name, ''])),
}

/** On the servers that `npm run test:system` started; nothing may be skipped. */
export function realTier(): GateOptions {
  const missing = SERVERS.filter((name) => !process.env[name])
  if (missing.length > 0) throw new Error(`\`npm run test:system\` sets ${missing.join(', ')}`)
  return { env: { REQUIRE_SERVICES: '1' } }
}

/** Settings of a process of the service on these servers. */
export function serverSettings(database?: string): Readonly<Record<string, string>> {
  const [given = '', redis = '', broker = ''] = SERVERS.map((name) => process.env[name])
  const url = new URL(given)
  if (database) url.pathname = database
  return { DATABASE_URL: String(url), REDIS_URL: redis, KAFKA_BOOTSTRAP: broker }
}

/** Makes an empty database of this name. */
export async function createDatabase(
  { python, env }: GateReport['environment'],
  name: string,
): Promise<void> {
  const made = await runProgram(python, ['-c', CREATE], { cwd: '.', env: { ...env, NAME: name } })
  expect(made).toMatchObject({ ok: true })
}
