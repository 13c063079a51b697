import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Run } from '../../src/ports.ts'
import { openShop, SHOP, transcript } from '../support/front-door.ts'
import { writePlan } from '../support/plan-builder.ts'

let shop: ReturnType<typeof openShop>
beforeEach(() => {
  shop = openShop(SHOP)
})
afterEach(() => shop.close())

const LINES: string[] = []

/** A uv whose tests leave a results file and end as told. */
function uv(
  tests: readonly object[] | string,
  pytest: { readonly exitCode: number; readonly stdout: string },
): Run {
  LINES.length = 0
  return async (command, args, { cwd }) => {
    LINES.push([command, ...args].join(' '))
    if (!args.includes('pytest')) return { exitCode: 0, stdout: '', stderr: '', seconds: 2.8 }
    const text = typeof tests === 'string' ? tests : JSON.stringify({ version: 1, tests })
    shop.write({ [`${cwd.slice(shop.cwd.length + 1)}/.results/test-status.json`]: text })
    return { ...pytest, stderr: '', seconds: 7.9 }
  }
}

const RED = {
  id: 'tests/a.py::b',
  task: 'shop:stock-service/4.2',
  outcome: 'red',
  reason: 'call: StubNotImplemented',
}

test('--prove locks, syncs, tests, and reports what is green and what waits', async () => {
  const run = uv([RED, { ...RED, id: 'tests/a.py::c' }], {
    exitCode: 0,
    stdout: '61 passed, 2 xfailed in 7.9s\n',
  })
  expect(transcript(await shop.create('stock --prove', { run }))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 2 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    Writes   stock-service/ 4 files
      + stock-service/README.md
      + stock-service/notes/4.1.txt
      + stock-service/notes/4.2.txt
      + stock-service/tasks.txt
    ok       4 files: 4 created   [SECONDS]
    …       uv lock
    …       uv sync
    …       uv run pytest -q --tdd=xfail
    ok       uv lock + sync   [SECONDS]
    ok       tests   61 green, 2 waiting for their task, 0 broken   [SECONDS]
    1 plan finding, none stops this: --verbose shows them
    Next
      cd stock-service && uv run python -m src.main
      npx -y -p create-taskplan-service taskplan list
    "
  `)
  expect(LINES).toEqual(['uv lock', 'uv sync', 'uv run pytest -q --tdd=xfail'])
})

test('a test that is red for the wrong reason is exit code 1, and the wizard can ask for the proof', async () => {
  const wrong = { ...RED, outcome: 'wrong-red', reason: 'setup: ImportError: no module `x`' }
  const run = uv([RED, wrong], { exitCode: 1, stdout: '1 failed, 60 passed, 1 xfailed in 7.9s\n' })
  expect(transcript(await shop.create('stock', { run, answers: ['prove'] }))).toMatchInlineSnapshot(`
    "exit 1
    --- stdout
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 2 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    Writes   stock-service/ 4 files
    ? Create and prove it (about 15 s)? (Yes / Files only / Show files / Cancel) prove
    ok       4 files: 4 created   [SECONDS]
    …       uv lock
    …       uv sync
    …       uv run pytest -q --tdd=xfail
    error[verify/wrong-red]: \`tests/a.py::b\` is red for the wrong reason: setup: ImportError: no module \`x\`
    hint: make it reach the stub of \`shop:stock-service/4.2\`
    ok       uv lock + sync   [SECONDS]
    failed   tests   60 green, 1 waiting for their task, 1 broken   [SECONDS]
    1 error; 1 finding more: --verbose shows them
    Next
      cd stock-service
      uv sync
      uv run pytest
    Repeat without questions
      npx -y create-taskplan-service@1.2.3 stock --prove --yes
    "
  `)
})

test('an infrastructure test that fails, or no readable results, is exit code 1', async () => {
  const failing = uv([RED], {
    exitCode: 1,
    stdout: 'E assert 1 == 2\n1 failed, 60 passed, 1 xfailed in 7.9s\n',
  })
  const first = await shop.create('stock --prove', { run: failing })
  expect([first.exitCode, first.stderr.includes('error[verify/step-failed]')]).toEqual([1, true])
  for (const text of [
    '',
    '{}',
    '{"version": 1, "tests": [{"id": 1}]}',
    '[]',
    '{"version": 2, "tests": []}',
  ]) {
    const { exitCode, stderr } = await shop.create('stock --prove', {
      run: uv(text, { exitCode: 0, stdout: '' }),
    })
    expect([exitCode, stderr.includes('error[verify/unreadable-results]')]).toEqual([1, true])
  }
})

test('without uv a proof that was insisted on is exit code 2; the files are there and a next step', async () => {
  expect(transcript(await shop.create('stock --prove'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 2 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    Writes   stock-service/ 4 files
      + stock-service/README.md
      + stock-service/notes/4.1.txt
      + stock-service/notes/4.2.txt
      + stock-service/tasks.txt
    ok       4 files: 4 created   [SECONDS]
    …       uv lock
    warning[verify/tool-missing]: \`uv\` is not installed, so nothing was proved
    hint: install it from https://docs.astral.sh/uv/, then run the next steps
    1 plan finding, none stops this: --verbose shows them
    Next
      cd stock-service
      uv sync
      uv run pytest
    "
  `)
})

test('without uv a proof that was only offered is no failure', async () => {
  const { exitCode, stderr } = await shop.create('stock', { answers: ['prove'] })
  expect([exitCode, stderr.includes('verify/tool-missing')]).toEqual([0, true])
  const insisted = openShop(SHOP)
  expect((await insisted.create('stock --prove', { answers: ['prove'] })).exitCode).toBe(2)
  insisted.close()
})

test.each(['lock', 'sync', 'pytest'])(
  'an interrupt during %s is a cancel that says what is there',
  async (step) => {
    const run: Run = async (_command, args) => ({
      exitCode: args.includes(step) ? 130 : 0,
      stdout: '',
      stderr: '',
      seconds: 1,
    })
    const { exitCode, stderr } = await shop.create('stock --prove', { run })
    expect(exitCode).toBe(130)
    expect(stderr).toContain('cancelled; the files are written and not proved\n')
    expect(stderr).not.toContain('error[')
  },
)

test('a step that fails stops the proof and shows the end of its output', async () => {
  const run: Run = async () => ({ exitCode: 1, stdout: '', stderr: 'no solution found\n', seconds: 1 })
  const { exitCode, stderr } = await shop.create('stock --prove', { run })
  expect([
    exitCode,
    stderr.includes('`uv lock` ended with exit code 1'),
    stderr.includes('no solution found'),
  ]).toEqual([1, true, true])
})

test('--json carries the proof', async () => {
  const run = uv([RED], { exitCode: 0, stdout: '61 passed, 1 xfailed in 7.9s\n' })
  const { result, nextSteps } = JSON.parse((await shop.create('stock --prove --json', { run })).stdout)
  expect([result.proof.green, result.proof.waiting, result.proof.broken, nextSteps]).toMatchInlineSnapshot(`
    [
      61,
      1,
      0,
      [
        "cd stock-service && uv run python -m src.main",
        "npx -y -p create-taskplan-service taskplan list",
      ],
    ]
  `)
})

test('a service that signs is started with the secret of the example', async () => {
  shop.close()
  shop = openShop(writePlan({ edges: 'rest', jwt: true }))
  const run = uv([RED], { exitCode: 0, stdout: '61 passed, 1 xfailed in 7.9s\n' })
  const { nextSteps } = JSON.parse((await shop.create('parcel --prove --json', { run })).stdout)
  expect(nextSteps[0]).toBe('cd parcel-service && uv run --env-file .env.example python -m src.main')
})
