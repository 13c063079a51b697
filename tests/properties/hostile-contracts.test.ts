/** Text of strangers in every field of the tech spec and the proto. */
import { expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'
import { complaintsAbout, complaintsAboutRuns, fieldsIn } from './hostile-run.ts'

const fields = fieldsIn(/_techspec\.md$|proto file/)

test('there is a field for everything that is read', () => {
  expect(fields.length).toBeGreaterThan(40)
})

test('hostile text is text in the output, or refused with place and hint', { timeout: 240_000 }, async () => {
  expect(await complaintsAbout(fields)).toEqual([])
})

test('a run that refuses it says so and writes nothing', { timeout: 120_000 }, async () => {
  expect(await complaintsAboutRuns(fields)).toEqual([])
})

interface Found {
  readonly code: string
  readonly path: string
  readonly line: number
}

const openapi = (text: string) => `openapi: 3.0.3\n${text}`
const refTo = (name: string) => `{$ref: '#/components/schemas/${name}'}`
const schemas = (text: string) => openapi(`paths: {}\ncomponents: {schemas: {${text}}}\n`)
const ALIASES = Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')

test.each<readonly [string, string, readonly string[]]>([
  ['an alias bomb', openapi(`a0: &a0 [x, x]\n${ALIASES}`), ['contract/unparsable']],
  ['10,000 nested maps', `${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}\n`, ['contract/unparsable']],
  ['a reference to itself', schemas(`A: ${refTo('A')}`), ['contract/dangling-reference']],
  [
    'references in a circle',
    schemas(`A: ${refTo('B')}, B: ${refTo('C')}, C: ${refTo('A')}`),
    ['contract/dangling-reference'],
  ],
  ['a type that holds itself', schemas(`A: {properties: {a: ${refTo('A')}}}`), []],
  ['a huge enum', schemas(`A: {properties: {a: {enum: [${'x, '.repeat(50_000)}y]}}}`), []],
  ['names of the prototype', schemas(`__proto__: {properties: {__proto__: {type: string}}}`), []],
  ['20 MB', openapi(`paths: {}\n# ${'x'.repeat(20_000_000)}\n`), ['text/too-large']],
])(
  'a contract that is %s leaves the rest of the plan read',
  { timeout: 20_000 },
  async (_name, text, told) => {
    const shop = openShop({
      'specs/001-quay/tasks.md': '# Tasks: Quay\n\n- [ ] T001 Berths in src/berths.py\n',
      'specs/001-quay/contracts/a.yaml': text,
      'specs/001-quay/contracts/b.yaml': openapi(
        'paths: {/tides: {get: {operationId: tides, responses: {}}}}\n',
      ),
    })
    const { stdout } = await shop.taskplan('lint --json')
    shop.close()
    const found: readonly Found[] = JSON.parse(stdout).diagnostics
    expect(found.filter(({ path }) => path.endsWith('/a.yaml')).map(({ code }) => code)).toEqual(told)
    const ofOther = found.filter(({ path }) => path.endsWith('/b.yaml')).map(({ code }) => code)
    expect(ofOther).toContain('plan/endpoint-without-task')
    expect(Object.keys(Object.prototype)).toEqual([])
  },
)
