/** The two places where the tests of a service run. */
import { expect } from 'vitest'
import { type GateOptions, type GateReport, runProgram } from '../../e2e/harness.ts'

const SERVERS = ['TEST_DATABASE_URL', 'TEST_REDIS_URL', 'TEST_KAFKA_BOOTSTRAP']
const CREATE_DATABASE = `
import asyncio, asyncpg, os, sys
async def main():
    connection = await asyncpg.connect(os.environ["TEST_DATABASE_URL"])
    await connection.execute(f'CREATE DATABASE "{sys.argv[1]}"')
asyncio.run(main())
`
const CREATE_TOPICS = `
import asyncio, os, sys
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
async def main():
    admin = AIOKafkaAdminClient(bootstrap_servers=os.environ["TEST_KAFKA_BOOTSTRAP"])
    await admin.start()
    await admin.create_topics([NewTopic(name, 1, 1) for name in sys.argv[1:]])
    await admin.close()
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

/** Settings of a process of the service on these servers: a database and topics of its own. */
export function serverSettings(name: string): Readonly<Record<string, string>> {
  const [given = '', redis = '', broker = ''] = SERVERS.map((variable) => process.env[variable])
  const url = new URL(given)
  url.pathname = name
  return {
    DATABASE_URL: String(url),
    REDIS_URL: redis,
    KAFKA_BOOTSTRAP: broker,
    KAFKA_TOPIC_PREFIX: `${name}.`,
  }
}

type Environment = GateReport['environment']

/** Makes an empty database. */
export async function createDatabase(environment: Environment, name: string): Promise<void> {
  await create(environment, [CREATE_DATABASE, name])
}

/** Makes what nobody but an operator makes: topics, and those for dead letters. */
export async function createTopics(environment: Environment, topics: readonly string[]): Promise<void> {
  await create(environment, [CREATE_TOPICS, ...topics.flatMap((name) => [name, `${name}.dlt`])])
}

async function create({ python, env }: Environment, args: readonly string[]): Promise<void> {
  expect(await runProgram(python, ['-c', ...args], { cwd: '.', env })).toMatchObject({ ok: true })
}
