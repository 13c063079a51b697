import { expect, test } from 'vitest'
import { isColourful, isInteractive } from '../../src/cli/interactive.ts'

const BOTH = () => ({ stdin: true, stderr: true })

test.each([
  ['a person', {}, {}, true],
  ['--yes', { yes: true }, {}, false],
  ['--json', { json: true }, {}, false],
  ['--no-input', { 'no-input': true }, {}, false],
  ['CI', {}, { CI: 'true' }, false],
  ['CI turned off', {}, { CI: 'false' }, true],
  ['an agent', {}, { CLAUDECODE: '1' }, false],
  ['an agent by prefix', {}, { CODEX_SANDBOX: 'seatbelt' }, false],
  ['an agent, overridden', { interactive: true }, { CLAUDECODE: '1' }, true],
  ['CI is not overridden', { interactive: true }, { CI: '1' }, false],
] as const)('%s', (_, options, environment, expected) => {
  expect(isInteractive(options, environment, BOTH)).toBe(expected)
})

test('both ends have to be a terminal', () => {
  expect(isInteractive({}, {}, () => ({ stdin: false, stderr: true }))).toBe(false)
  expect(isInteractive({}, {}, () => ({ stdin: true, stderr: false }))).toBe(false)
  expect(isInteractive({ interactive: true }, {}, () => ({ stdin: false, stderr: true }))).toBe(false)
})

test.each([
  ['a terminal', {}, {}, true, true],
  ['a pipe', {}, {}, false, false],
  ['a pipe, forced', {}, { FORCE_COLOR: '1' }, false, true],
  ['NO_COLOR', {}, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ['--no-color', { 'no-color': true }, { FORCE_COLOR: '1' }, true, false],
  ['a dumb terminal', {}, { TERM: 'dumb' }, true, false],
  ['CI alone changes nothing', {}, { CI: 'true' }, false, false],
] as const)('colour: %s', (_, options, environment, isTerminal, expected) => {
  expect(isColourful(options, environment, isTerminal)).toBe(expected)
})
