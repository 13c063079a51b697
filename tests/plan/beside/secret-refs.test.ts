import { expect, test } from 'vitest'
import { covered, fenced, readText } from './read.ts'

const refs = async (manifest: string) => {
  const { facts } = await readText(fenced('yaml', manifest))
  return (facts.secrets ?? []).map(({ variable, secret, key }) => `${variable} ${secret} ${key}`)
}

const entry = (name: string, ref: string) => `  - name: ${name}\n    valueFrom:\n      secretKeyRef:${ref}`
const url = (ref: string) =>
  `${entry('DATABASE_URL', ref)}\n${entry('REDIS_URL', lines('name: cache', 'key: address'))}`
const lines = (...all: readonly string[]) => all.map((line) => `\n        ${line}`).join('')
const BOTH = ['DATABASE_URL depot url', 'REDIS_URL cache address']

test.each([
  ['the name first', url(lines('name: depot', 'key: url'))],
  ['the key first', url(lines('key: url', 'name: depot'))],
  ['more beside them', url(lines('optional: true', 'key: url', '', 'name: "depot" # of the cluster'))],
  ['on one line', url(' { key: url, name: depot }')],
  [
    'the variable last',
    `  - valueFrom:\n      secretKeyRef:${lines('name: depot', 'key: url')}\n    name: DATABASE_URL\n${entry('REDIS_URL', lines('name: cache', 'key: address'))}`,
  ],
])('a variable gets its own secret: %s', async (_, entries) => {
  expect(await refs(`env:\n${entries}`)).toEqual(BOTH)
})

test.each([
  ['no key', lines('name: depot')],
  ['no name', lines('key: url')],
  ['a name that no secret can have', lines('name: Depot_', 'key: url')],
  ['nothing', ''],
])('an entry that is not whole leaves the next one alone: %s', async (_, ref) => {
  expect(await refs(`env:\n${url(ref)}`)).toEqual(BOTH.slice(1))
})

test('a container named between two variables is no variable', async () => {
  const pod = `containers:\n- name: DEPOT\n  image: depot\n  env:\n${url(lines('name: depot', 'key: url'))}`
  expect(await refs(`kind: Pod\n---\nspec:\n  ${pod.replaceAll('\n', '\n  ')}`)).toEqual(BOTH)
})

test('a template of a chart is said to be unreadable, and stops nothing', async () => {
  const template = `env:\n{{- if .Values.stored }}\n${url(lines('name: depot', 'key: url'))}\n{{- end }}`
  const { facts, diagnostics, text } = await readText(fenced('yaml', template))
  expect(facts.secrets).toEqual([])
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
    ['plan/unreadable-manifest', 'warning'],
  ])
  const [{ location } = {}] = diagnostics
  expect(location && covered(text, location)).toBe('secretKeyRef:')
})
