/** One thing wrong at a time, and the gates that have to see it. */

export interface Defect {
  readonly name: string
  readonly edit: readonly [path: string, from: string, to: string]
  readonly red: readonly string[]
  /** What the first red gate says. */
  readonly says: RegExp
  readonly broken?: readonly string[]
}

export const DEFECTS: readonly Defect[] = [
  {
    name: 'a type error',
    edit: ['src/core/health.py', 'self._at = ', 'self._at: int = '],
    red: ['mypy'],
    says: /src\/core\/health\.py:\d+: error: .*\[assignment\]/,
  },
  {
    name: 'an unused import',
    edit: [
      'src/core/health.py',
      'import asyncio\nimport time\n',
      'import asyncio\nimport json\nimport time\n',
    ],
    red: ['ruff'],
    says: /^src\/core\/health\.py:\d+:\d+: F401 .*\nFound 1 error/,
  },
  {
    name: 'unsorted imports',
    edit: ['src/core/health.py', 'import asyncio\nimport time\n', 'import time\nimport asyncio\n'],
    red: ['ruff'],
    says: /^src\/core\/health\.py:\d+:\d+: I001 .*\nFound 1 error/,
  },
  {
    name: 'a space too many',
    edit: ['src/core/boot/services.py', 'ORDER = 90', 'ORDER  = 90'],
    red: ['format'],
    says: /-ORDER {2}= 90/,
  },
  {
    name: 'a setting that the example does not have',
    edit: [
      'src/core/config.py',
      'HTTP_PORT: int = Field(default=8000',
      'HTTP_PORT: int = Field(default=8001',
    ],
    red: ['pytest'],
    says: /test_env_example_equals_settings/,
    broken: [
      'tests.unit.test_dockerfile.test_exposed_ports_are_those_of_the_settings',
      'tests.unit.test_manifests.test_ports_are_those_of_the_settings',
      'tests.unit.test_wiring.test_env_example_equals_settings',
    ],
  },
  {
    // The drift has a gate and a test of its own; both see it.
    name: 'a model that its migration does not know',
    edit: ['src/models/user.py', 'String(255)', 'String(254)'],
    red: ['pytest', 'migrations'],
    says: /test_up_check_down/,
    broken: [
      'tests.integration.test_migrations.test_up_check_down',
      'tests.integration.test_migrations.test_the_url_is_all_that_has_to_be_given',
    ],
  },
]
