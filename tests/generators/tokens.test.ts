import { expect, test } from 'vitest'
import { writePlan } from '../support/plan-builder.ts'
import { readPlanOf, renderSystem } from '../support/render-plan.ts'

test('a service that reads tokens renders without passwords, a database or guards', async () => {
  const { system, diagnostics } = await readPlanOf(writePlan({ edges: 'rest', jwt: true }))
  const { complaints, files } = renderSystem(system, diagnostics)
  expect(complaints).toEqual([])
  const read = (path: string) => files.get(`parcel-service/${path}`)
  expect(read('src/core/security.py')).toContain('class TokenCodec')
  expect(read('src/core/security.py')).not.toMatch(/password/i)
  // Answers to errors nobody expected come from inside of what forbids to store them.
  const order = (name: string) =>
    Number(/^ORDER = (\d+)$/m.exec(read(`src/api/middleware/${name}.py`) ?? '')?.[1])
  expect(order('faults')).toBeGreaterThan(order('no_store'))
})
