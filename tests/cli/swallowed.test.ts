import { expect, test } from 'vitest'
import { refuseSwallowedFlags } from '../../src/cli/swallowed.ts'
import { UserError } from '../../src/diagnostics/index.ts'

function refusal(argv: readonly string[], environment: Record<string, string>): string | undefined {
  try {
    refuseSwallowedFlags('create-taskplan-service', argv, { npm_command: 'init', ...environment })
  } catch (error) {
    if (error instanceof UserError) return `${error.diagnostic.message} | ${error.diagnostic.hint}`
    throw error
  }
  return undefined
}

test('flags that npm create kept are refused with the line that works', () => {
  expect(refusal(['auth'], { npm_config_dry_run: 'true' })).toBe(
    'npm kept `--dry-run` for itself | run `npx -y create-taskplan-service auth --dry-run`',
  )
  expect(
    refusal(['auth'], { npm_config_json: 'true', npm_config_tasks: '4.1 4.2', npm_config_input: '' }),
  ).toBe(
    "npm kept `--tasks '4.1 4.2'`, `--no-input`, `--json` for itself | run `npx -y create-taskplan-service auth --tasks '4.1 4.2' --no-input --json`",
  )
})

test.each([
  ['a flag that arrived', ['auth', '--dry-run'], { npm_config_dry_run: 'true' }],
  [
    "npm's own settings",
    ['auth'],
    { npm_config_yes: 'true', npm_config_registry: 'x', npm_config_color: 'false' },
  ],
  ['another npm command', ['auth'], { npm_command: 'exec', npm_config_dry_run: 'true' }],
  ['a switch that is off', ['auth'], { npm_config_dry_run: 'false', npm_config_json: '' }],
])('%s is let through', (_, argv, environment) => {
  expect(refusal(argv, environment)).toBeUndefined()
})
