import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '../../src/cli/parse.ts'
import { PROGRAMS } from '../../src/commands/index.ts'
import { OPTIONS } from '../../src/commands/options.ts'
import { UserError } from '../../src/diagnostics/index.ts'

function taskplan(...argv: string[]) {
  const { verb, options, words } = parse('taskplan', PROGRAMS.taskplan.verbs, argv)
  return { verb: verb?.name, options, words }
}

function create(...argv: string[]) {
  const { options, words } = parse('create-taskplan-service', PROGRAMS['create-taskplan-service'].verbs, argv)
  return { options, words }
}

function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof UserError) {
      const { code, message, hint } = error.diagnostic
      return `${error.exitCode} ${code}: ${message} | ${hint}`
    }
    throw error
  }
  return 'accepted'
}

test.each([
  [['auth'], { options: {}, words: ['auth'] }],
  [['auth', '--dry-run', '-y'], { options: { 'dry-run': true, yes: true }, words: ['auth'] }],
  [['--', 'auth', '--json'], { options: { json: true }, words: ['auth'] }],
  [
    ['--root=../x', '--plan', 'tasks/a', 'auth'],
    { options: { root: '../x', plan: 'tasks/a' }, words: ['auth'] },
  ],
  [['--tasks', '4.1', '--tasks', '4.3'], { options: { tasks: '4.1,4.3' }, words: [] }],
  [['-qv', 'auth'], { options: { quiet: true, verbose: true }, words: ['auth'] }],
  [['--plan=-odd'], { options: { plan: '-odd' }, words: [] }],
])('%j is read', (argv, expected) => {
  expect(create(...argv)).toEqual(expected)
})

test('flags may stand before the verb', () => {
  expect(taskplan('--json', 'list')).toEqual({ verb: 'list', options: { json: true }, words: [] })
  expect(taskplan('scaffold', 'auth', '4.1', '4.2').words).toEqual(['auth', '4.1', '4.2'])
  expect(taskplan()).toEqual({ verb: undefined, options: {}, words: [] })
  const { verbs, bare } = PROGRAMS.taskplan
  const verbOf = (...argv: string[]) => parse('taskplan', verbs, argv, bare).verb?.name
  expect([verbOf(), verbOf('--prd', 'x'), verbOf('--help'), verbOf('--prd', 'x', 'list')]).toEqual([
    'status',
    'status',
    undefined,
    'list',
  ])
})

test.each([
  ['--dryrun', '2 command/unknown-flag: no flag `--dryrun` | write `--dry-run`'],
  ['--frobnicate', '2 command/unknown-flag: no flag `--frobnicate` | see `create-taskplan-service --help`'],
  ['-z', '2 command/unknown-flag: no flag `-z` | see `create-taskplan-service --help`'],
  ['--json=yes', '2 command/flag-value: `--json` takes no value and was given `yes` | write `--json` alone'],
  ['--plan', '2 command/flag-value: `--plan` takes a value: <path> | write `--plan <path>`'],
  ['--plan --json', '2 command/flag-value: `--plan` takes a value: <path> | write `--plan <path>`'],
  ['--plan=', '2 command/flag-value: `--plan` takes a value: <path> | write `--plan <path>`'],
  [
    'auth user',
    '2 command/unexpected-word: `user` is one word too many | see `create-taskplan-service --help`',
  ],
  ['--__proto__', '2 command/unknown-flag: no flag `--__proto__` | see `create-taskplan-service --help`'],
  [
    '--no-input --interactive',
    '2 command/contradicting-flags: `--no-input` and `--interactive` exclude each other | leave one out',
  ],
])('%s is refused', (line, expected) => {
  expect(refusal(() => create(...line.split(' ')))).toBe(expected)
})

test('an unknown command gets the nearest one, and flags of another command are unknown', () => {
  expect(refusal(() => taskplan('scafold', 'auth'))).toBe(
    '2 command/unknown-verb: no command `scafold` | write `scaffold`',
  )
  expect(refusal(() => taskplan('list', '--prove'))).toContain('command/unknown-flag: no flag `--prove`')
})

test('no command line makes the parser fail otherwise than by refusing', () => {
  const flag = fc.constantFrom(...Object.keys(OPTIONS).map((name) => `--${name}`), '--', '-', '-x', '--=')
  const word = fc.oneof(flag, fc.string({ maxLength: 12 }), fc.constantFrom('list', 'scaffold', '__proto__'))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
      refusal(() => taskplan(...argv))
      refusal(() => create(...argv))
    }),
  )
})
