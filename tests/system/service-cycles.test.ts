import { expect, test } from 'vitest'
import { plan } from '../support/plan.ts'
import { build, facts, Page } from './support.ts'

/** Circles among services a, b, c …; `calls` lists for each the ones it calls. */
function circles(calls: Readonly<Record<string, string>>) {
  const tasks = Object.entries(calls).map(([name, targets], index) => {
    const page = new Page(`tasks/prd-shop/${name}/${index + 1}_task.md`)
    const edges = [...targets].map((target) => page.edge('grpc', `${target}-service`, 'Run'))
    return page.task(`${name}-service`, ['Setup', 'REST endpoints'], { facts: facts({ edges }) })
  })
  return build([plan(tasks)]).diagnostics.flatMap(({ code, message }) =>
    code === 'system/service-cycle'
      ? [[...message.matchAll(/`(\w)-service`/g)].map(([, name]) => name).join('')]
      : [],
  )
}

test.each([
  [{ a: 'b', b: 'a' }, ['aba']],
  [{ a: 'ab', b: 'a' }, ['aba']],
  [{ a: 'ab', b: 'bc', c: 'ca' }, ['abca']],
  [{ a: 'bc', b: 'c', c: 'a' }, ['aca', 'bcab']],
  [{ a: 'a', b: 'a' }, []],
  [{ a: 'b', b: 'c', c: '' }, []],
])('circles of %j', (calls, expected) => {
  expect(circles(calls)).toEqual(expected)
})

test('a long chain is searched once from each of its services', () => {
  const page = new Page('tasks/prd-shop/a/1_task.md')
  const tasks = Array.from({ length: 400 }, (_, n) =>
    page.task(`s${n}-service`, ['Setup'], {
      facts: facts({ edges: n > 0 ? [page.edge('grpc', `s${n - 1}-service`, 'Run')] : [] }),
    }),
  )
  expect(build([plan(tasks)]).codes).not.toContain('system/service-cycle')
})
