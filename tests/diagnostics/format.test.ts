import fc from 'fast-check'
import { expect, test } from 'vitest'
import { widthOf } from '../../src/diagnostics/columns.ts'
import { formatJson } from '../../src/diagnostics/format-json.ts'
import { formatText } from '../../src/diagnostics/format-text.ts'
import { lineAt } from '../../src/diagnostics/frame.ts'
import type { Diagnostic, Location } from '../../src/diagnostics/index.ts'
import { inert, inertLine } from '../../src/diagnostics/inert.ts'

function at(path: string, line: number, column: number, endColumn = column): Location {
  return { path, start: { line, column }, end: { line, column: endColumn } }
}

function found(location: Location | undefined, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'plan/unknown-status',
    severity: 'warning',
    message: 'status `x` is unknown',
    location,
    ...more,
  }
}

function screen(diagnostic: Diagnostic, text: string): string {
  return formatText(diagnostic, { source: () => text }).join('\n')
}

test('a finding shows its place, the line, a caret under the span, its notes and the hint', () => {
  const text = `${'\n'.repeat(32)}- [ ] T006 first\n- [ ] T007 [P] second\n`
  const diagnostic = found(at('specs/a/tasks.md', 34, 12, 15), {
    notes: [
      { message: 'first named', location: at('specs/a/tasks.md', 33, 7) },
      { message: 'and a thought' },
    ],
    hint: 'remove `[P]`',
  })
  expect(screen(diagnostic, text)).toMatchInlineSnapshot(`
    "specs/a/tasks.md:34:12: warning[plan/unknown-status]: status \`x\` is unknown
       |
    34 | - [ ] T007 [P] second
       |            ^^^
    note: first named at specs/a/tasks.md:33:7
    note: and a thought
    hint: remove \`[P]\`"
  `)
})

test('a finding without a place, or about a whole file, has no frame', () => {
  expect(screen(found(undefined), 'a')).toBe('warning[plan/unknown-status]: status `x` is unknown')
  expect(screen(found(at('a.md', 1, 1)), 'a').split('\n')).toHaveLength(1)
})

test('a span of several lines is marked to the end of its first', () => {
  const span = { path: 'a.md', start: { line: 1, column: 3 }, end: { line: 3, column: 2 } }
  expect(screen(found(span), 'abcdef\r\nx\ny').split('\n').at(-1)).toBe('  |   ^^^^')
})

test('tabs, wide characters and marks keep the caret under its span', () => {
  const text = '\t日本e\u0301 here'
  const column = text.indexOf('here') + 1
  const [, , line = '', caret = ''] = screen(found(at('a.md', 1, column, column + 4)), text).split('\n')
  expect(widthOf(caret.slice(0, caret.indexOf('^')))).toBe(widthOf(line.slice(0, line.indexOf('here'))))
  expect(caret.endsWith('^^^^')).toBe(true)
})

test.each([
  ['a flag', '🇧🇷 ', 3],
  ['a sign drawn as emoji', '⚠\ufe0f ', 3],
  ['a hand of some colour', '👍🏽 ', 3],
  ['Hangul in parts', '\u1112\u1161\u11ab ', 3],
  ['a star', '⭐ ', 3],
  ['an arrow', '→ ', 2],
  ['a circled number', '① ', 2],
])('%s takes the columns a terminal gives it', (_, before, width) => {
  const column = before.length + 1
  const text = `${before}here`
  const [, , , caret = ''] = screen(found(at('a.md', 1, column, column + 4)), text).split('\n')
  expect(caret).toBe(`  | ${' '.repeat(width)}^^^^`)
})

test.each(['図', '👍🏽', 'e\u0301'])(
  'a long line of %s is cut at columns, never inside of a character',
  (one) => {
    const many = one.repeat(300)
    const text = `${many}MARK${many}`
    const from = many.length + 1
    const [, , line = '', caret = ''] = screen(found(at('a.md', 1, from, from + 4)), text).split('\n')
    const shown = line.slice('1 | '.length)
    expect(widthOf(shown)).toBeGreaterThan(90)
    expect(widthOf(shown)).toBeLessThanOrEqual(102)
    expect(
      shown
        .replace(/^…|…$/g, '')
        .split('MARK')
        .map((part) => part.replaceAll(one, '')),
    ).toEqual(['', ''])
    expect(caret.indexOf('^') - '  | '.length).toBe(widthOf(shown.slice(0, shown.indexOf('MARK'))))
  },
)

test('a very long line is cut around the span', () => {
  const text = `${'a'.repeat(500_000)}MARK${'b'.repeat(500_000)}`
  const [, , line = '', caret = ''] = screen(found(at('a.md', 1, 500_001, 500_005)), text).split('\n')
  expect(line.length).toBeLessThan(120)
  expect(line).toContain('MARK')
  expect(caret.indexOf('^')).toBe(line.indexOf('MARK'))
})

test('what a terminal would act on is spelled out, in the frame and in every text', () => {
  const evil = 'a\u001b[2Jb\u202ec\u0007'
  const text = screen(found(at('a.md', 1, 1, 3), { message: evil, hint: `${evil}\n${evil}` }), evil)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the controls that must not come out
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/)
  expect(text).toContain('<U+001B>[2Jb<U+202E>c<U+0007>')
  expect(inert('\ud800 \ud83d\ude00')).toBe('<U+D800> \ud83d\ude00')
  expect(inertLine('a\r\nb\tc')).toBe('a\\nb c')
})

test('no text and no place break the format', () => {
  const places = fc.record({ line: fc.integer({ min: 1, max: 5 }), column: fc.integer({ min: 1, max: 300 }) })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), places, places, (text, start, end) => {
      const lines = formatText(found({ path: 'a.md', start, end }, { message: text }), { source: () => text })
      for (const line of lines) {
        expect(line).not.toContain('\n')
        expect(line.length).toBeLessThan(8 * 400)
      }
      expect(lineAt(text, start.line)?.includes('\n') ?? false).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('an endless message is cut on a screen', () => {
  const [line] = formatText(found(undefined, { message: 'x'.repeat(1_000_000) }))
  expect([line?.length, line?.endsWith('x…')]).toEqual([600 + 'warning[plan/unknown-status]: '.length, true])
})

test('JSON spells a place flat and leaves out what is not there', () => {
  const note = { message: 'first', location: at('b.md', 2, 3, 4) }
  expect(formatJson(found(at('a.md', 31, 7, 11), { hint: 'h', notes: [note] }))).toEqual({
    code: 'plan/unknown-status',
    severity: 'warning',
    message: 'status `x` is unknown',
    path: 'a.md',
    line: 31,
    column: 7,
    endLine: 31,
    endColumn: 11,
    hint: 'h',
    notes: [{ message: 'first', path: 'b.md', line: 2, column: 3, endLine: 2, endColumn: 4 }],
  })
  expect(Object.keys(formatJson(found(undefined)))).toEqual(['code', 'severity', 'message', 'notes'])
})
