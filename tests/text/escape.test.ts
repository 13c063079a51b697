import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { findPython } from '../../scripts/python-tools.mjs'
import * as helpers from '../../src/text/escape.ts'

const HOSTILE = [
  '',
  ' ',
  '"',
  "'",
  '\'"\'"',
  '"""; import os',
  "'''",
  'ends with "',
  'ends with \\',
  '{{ x }}',
  `$${'{{ secrets.X }}'}`,
  '<% x %>',
  '$(rm -rf ~) `id`',
  'line\nbreak\r\nand\ttab',
  '\\N{BULLET} \\x41 \\u0041',
  '\u202eright\u2066to\u200fleft',
  'nul\u0000 esc\u001b del\u007f nel\u0085 ls\u2028 bom\ufeff',
  '\ud800 lone \udfff',
  '\u{1f600} \u{e0041}',
  'no',
  '1e3',
  'e1',
  ': # *x !!tag ---',
  "it's; DROP TABLE x --",
  '*/ code /*',
  '<!-- --> | [a](http://b) `c` <b>',
  '# noqa: F401',
  '-*- coding: utf-7 -*-',
  '__proto__',
  `${'long words '.repeat(100_000)}"`,
  `${'"\\'.repeat(300_000)}`,
]
const random = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: 300, seed: 7 })
const texts = [...HOSTILE, ...random]

const whole = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd')

/** What Python reads: each expression through `ast`, JSON in and out. */
function evaluate(script: string, input: unknown): unknown {
  const output = execFileSync(findPython(), ['-c', script], {
    input: JSON.stringify(input),
    maxBuffer: 256 * 1024 * 1024,
    encoding: 'utf8',
  })
  return JSON.parse(output)
}

test('pyStr: Python reads the text back, and the formatters find nothing to do', () => {
  const script =
    'import ast, json, sys\nprint(json.dumps([ast.literal_eval(x) for x in json.load(sys.stdin)]))'
  const literals = texts.map(helpers.pyStr)
  expect(evaluate(script, literals)).toEqual(texts)
  for (const literal of literals) expect(literal).toMatch(/^[ -~]+$/)
  expect(helpers.pyStr('say "hi"')).toBe(`'say "hi"'`)
  expect(helpers.pyStr(`it's "x`)).toBe(`"it's \\"x"`)
})

test('pyDoc: one inert sentence that fits', () => {
  const docs = texts.map((text) => helpers.pyDoc(text, { indent: 4, width: 80 }))
  for (const doc of docs) {
    expect(doc).toMatch(/^[^"\\\s][^\\\n\r]*[.!?]$/u)
    expect(doc).not.toContain('"""')
    expect(doc.length).toBeLessThanOrEqual(70)
  }
  const script =
    'import ast, json, sys\nprint(json.dumps([ast.get_docstring(ast.parse(x), clean=False) for x in json.load(sys.stdin)]))'
  expect(
    evaluate(
      script,
      docs.map((doc) => `"""${doc}"""\n`),
    ),
  ).toEqual(docs)
  expect(helpers.pyDoc('create the user', { indent: 0, width: 80 })).toBe('Create the user.')
  expect(helpers.pyDoc('POST_x does it!', { indent: 0, width: 80 })).toBe('POST_x does it!')
  expect(helpers.pyDoc(' ', { indent: 0, width: 80, fallback: 'nothing yet' })).toBe('Nothing yet.')
  expect(helpers.pyDoc('one two three four', { indent: 4, width: 24 })).toBe('One two...')
})

test('tomlStr: tomllib reads the text back', () => {
  const script =
    'import json, sys, tomllib\nprint(json.dumps([tomllib.loads("x = " + x)["x"] for x in json.load(sys.stdin)]))'
  expect(evaluate(script, texts.map(helpers.tomlStr))).toEqual(texts.map(whole))
})

test('yamlStr and jsonStr: the parsers read the text back', () => {
  for (const text of texts) {
    expect(JSON.parse(helpers.jsonStr(text))).toBe(text)
    if (text.length < 10_000) expect(parseYaml(`x: ${helpers.yamlStr(text)}`)).toEqual({ x: whole(text) })
    expect(helpers.yamlStr(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u202e]/u)
  }
})

test('yamlStr: plain where every version of YAML takes it for text', () => {
  for (const text of ['stock-service', 'noble', 'a/b.c_d', 'e3a']) expect(helpers.yamlStr(text)).toBe(text)
  const others = [
    'no',
    'On',
    'y',
    'NULL',
    'true',
    '1e3',
    'e1',
    '0x1f',
    '12:30',
    '2024-01-01',
    '',
    '.inf',
    '~',
    'a: b',
    'a #',
    '-',
  ]
  for (const text of others) expect(helpers.yamlStr(text)).toBe(`"${text}"`)
  for (const text of others)
    for (const version of ['1.1', '1.2'] as const)
      expect(parseYaml(helpers.yamlStr(text), { version })).toBe(text)
})

test('mdText: no markup is left', () => {
  for (const text of texts) {
    expect(helpers.mdText(text)).not.toMatch(/[<>|`*[\]\\\p{Cc}\p{Cs}]|--|:\/\/|^#/u)
  }
  expect(helpers.mdText('snake_case _em_ a <b> -->')).toBe('snake_case &#95;em&#95; a &lt;b&gt; -&#45;&gt;')
})

test('nothing accepts a missing value', () => {
  for (const helper of Object.values(helpers)) {
    for (const missing of [undefined, null, 3]) {
      expect(() => Reflect.apply(helper, undefined, [missing, { indent: 0, width: 80 }])).toThrow(TypeError)
    }
  }
})
