/** The settings of a service, as the class and as `.env.example`. */
import { domainOf, pyStr, type Service } from '../../src/generator/index.ts'
import { traitsOf } from './traits.ts'

export interface SettingView {
  readonly name: string
  readonly annotation: string
  /** Python expression of the default. */
  readonly value: string
  /** The same value in `.env.example`. */
  readonly example: string
}

const PLACEHOLDER_SECRET = 'change-me-change-me-change-me-32b'

export function settingsOf(service: Service): readonly SettingView[] {
  const traits = traitsOf(service)
  return [
    ...(traits.jwt ? [literal('ENVIRONMENT', ['development', 'production'])] : []),
    ...(traits.logging ? [literal('LOG_LEVEL', ['INFO', 'DEBUG', 'WARNING', 'ERROR'])] : []),
    ...(traits.rest ? [text('HTTP_HOST', '127.0.0.1'), number('HTTP_PORT', 8000)] : []),
    ...(traits.grpc ? [text('GRPC_HOST', '127.0.0.1'), number('GRPC_PORT', 50051)] : []),
    number('SHUTDOWN_GRACE_SECONDS', 20),
    ...(traits.database ? databaseSettings(service) : []),
    ...(traits.redis ? [text('REDIS_URL', 'redis://localhost:6379/0')] : []),
    ...(traits.jwt ? jwtSettings(service) : []),
  ]
}

function databaseSettings(service: Service): readonly SettingView[] {
  const url = `postgresql+asyncpg://localhost:5432/${domainOf(service.name)}`
  return [text('DATABASE_URL', url), number('DB_POOL_SIZE', 10), number('DB_MAX_OVERFLOW', 5)]
}

function jwtSettings(service: Service): readonly SettingView[] {
  return [
    {
      name: 'JWT_SECRET',
      annotation: 'SecretStr',
      value: 'Field(default=SecretStr(_PLACEHOLDER), min_length=32)',
      example: PLACEHOLDER_SECRET,
    },
    text('JWT_ISSUER', service.name),
    text('JWT_AUDIENCE', service.name),
  ]
}

function text(name: string, value: string): SettingView {
  return { name, annotation: 'str', value: pyStr(value), example: value }
}

function number(name: string, value: number): SettingView {
  return { name, annotation: 'int', value: String(value), example: String(value) }
}

function literal(name: string, values: readonly [string, ...string[]]): SettingView {
  return {
    name,
    annotation: `Literal[${values.map(pyStr).join(', ')}]`,
    value: pyStr(values[0]),
    example: values[0],
  }
}
