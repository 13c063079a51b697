import { can } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { urlSetting } from '../views/service/setting.ts'
import { dev, type Part, runtime } from './part.ts'

export const redis: Part = {
  asked: (service) => can(service, 'redis'),
  opens: true,
  checks: true,
  settings: () => [urlSetting('REDIS_URL', 'redis://localhost:6379/0')],
  packages: () => [...runtime('redis'), ...dev('fakeredis')],
  needs: 'Redis',
  resources: (_, context) =>
    context.has('redis')
      ? [{ name: 'redis', annotation: 'Redis', imports: ['from redis.asyncio import Redis'] }]
      : [],
  outages: {
    role: 'redis',
    errors: [
      { module: 'redis.exceptions', name: 'ConnectionError', alias: 'RedisConnectionError' },
      { module: 'redis.exceptions', name: 'TimeoutError', alias: 'RedisTimeoutError' },
    ],
  },
  double: {
    role: 'fixture-redis',
    server: { name: 'Redis', variable: 'TEST_REDIS_URL' },
    fixture: 'redis_server',
  },
  tests: (service) => [{ ref: { role: 'test-redis' }, subject: ownerAbout(service, 'redis') }],
}

export const sessions: Part = {
  asked: (service) => can(service, 'sessions'),
  resources: (_, context) =>
    context.has('session-store')
      ? [
          {
            name: 'session_store',
            annotation: 'SessionStore',
            imports: [`from ${context.module('ports')} import SessionStore`],
          },
        ]
      : [],
  double: { role: 'fixture-sessions', fixture: 'session_store' },
  tests: (service) => [{ ref: { role: 'test-session-store' }, subject: ownerAbout(service, 'sessions') }],
}
