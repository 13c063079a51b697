/** The two places where the tests of a service run. */
import type { GateOptions } from '../../e2e/harness.ts'

const SERVERS = ['TEST_DATABASE_URL', 'TEST_REDIS_URL', 'TEST_KAFKA_BOOTSTRAP']

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
