import { can, domainOf } from '../../src/generator/index.ts'
import { entitiesOf } from '../views/data/entities.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { intSetting, urlSetting } from '../views/service/setting.ts'
import { dev, type Part, runtime } from './part.ts'

export const database: Part = {
  asked: (service) => can(service, 'database'),
  opens: true,
  checks: true,
  settings: (service) => [
    urlSetting('DATABASE_URL', `postgresql+asyncpg://localhost:5432/${domainOf(service.name)}`),
    intSetting('DB_POOL_SIZE', 10),
    intSetting('DB_MAX_OVERFLOW', 5, 'ge=0'),
  ],
  packages: () => [...runtime('sqlalchemy[asyncio]', 'asyncpg', 'alembic'), ...dev('aiosqlite')],
  needs: 'PostgreSQL',
  resources: (_, context) =>
    context.has('database')
      ? [
          {
            name: 'engine',
            annotation: 'AsyncEngine',
            imports: ['from sqlalchemy.ext.asyncio import AsyncEngine'],
          },
          {
            name: 'sessions',
            annotation: 'SessionFactory',
            imports: [`from ${context.module('database')} import SessionFactory`],
          },
        ]
      : [],
  outages: {
    role: 'database',
    errors: [{ module: 'sqlalchemy.exc', name: 'TimeoutError', alias: 'PoolTimeoutError' }],
  },
  double: {
    role: 'fixture-database',
    server: { name: 'PostgreSQL', variable: 'TEST_DATABASE_URL', marker: 'postgres' },
    settings: [{ name: 'DATABASE_URL', fixture: 'database_url', annotation: 'str' }],
  },
  tests: (service) => {
    const subject = entitiesOf(service)[0]?.owner ?? ownerAbout(service, 'database')
    return ['test-migrations', 'test-database', 'test-database-outage'].map((role) => ({
      ref: { role },
      subject,
    }))
  },
}
