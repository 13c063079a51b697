import { afterEach, beforeEach, expect, test } from 'vitest'
import { Cancelled } from '../../src/diagnostics/index.ts'
import { openShop, SHOP, transcript } from '../support/front-door.ts'

let shop: ReturnType<typeof openShop>
beforeEach(() => {
  shop = openShop(SHOP)
})
afterEach(() => shop.close())

test('scaffold writes the files of every task, and a second run has nothing to do', async () => {
  expect(transcript(await shop.taskplan('scaffold stock'))).toMatchInlineSnapshot(`
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
    1 plan finding, none stops this: --verbose shows them
    Next
      cd stock-service
      uv sync
      uv run pytest
    "
  `)
  expect(shop.read('stock-service/tasks.txt')).toBe(
    'scaffolded: shop:stock-service/4.1 shop:stock-service/4.2\n',
  )
  expect(transcript(await shop.taskplan('scaffold stock-service'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 2 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    ok       nothing to do: stock-service is as the plan says
    1 plan finding, none stops this: --verbose shows them
    "
  `)
})

test('a dry run shows the changes on stdout and writes nothing', async () => {
  expect(transcript(await shop.taskplan('scaffold stock --dry-run'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
      + stock-service/README.md
      + stock-service/notes/4.1.txt
      + stock-service/notes/4.2.txt
      + stock-service/tasks.txt

    4 files: 4 created
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 2 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    Writes   stock-service/ 4 files
    dry run: nothing was written
    1 plan finding, none stops this: --verbose shows them
    "
  `)
  expect([shop.files(), shop.state()]).toEqual([Object.keys(SHOP).sort(), []])
})

test('tasks one by one end where all at once do', async () => {
  await shop.taskplan('scaffold stock 4.2')
  const second = await shop.taskplan('scaffold stock stock/4.1')
  expect(second.stderr).toContain('~ stock-service/tasks.txt')
  const all = openShop(SHOP)
  await all.taskplan('scaffold stock 4')
  for (const path of all.files()) expect(shop.read(path)).toBe(all.read(path))
  expect(shop.state().filter((path) => !path.includes('journal'))).toEqual(
    all.state().filter((path) => !path.includes('journal')),
  )
  all.close()
})

test('an edited file is kept, and a conflict is exit code 1 with the way on', async () => {
  await shop.taskplan('scaffold stock 4.1')
  shop.write({ 'stock-service/tasks.txt': 'mine\n', 'stock-service/README.md': '# mine\n' })
  expect(transcript(await shop.taskplan('scaffold stock 4.2'))).toMatchInlineSnapshot(`
    "exit 1
    --- stdout
    --- stderr
    stock-service/tasks.txt:1:1: warning[merge/content]: \`stock-service/tasks.txt\` was changed by you and by the plan in the same place (line 1)
    note: generated of shop:stock-service/4.1 from core:setup/tasks.txt.ejs
    hint: take what you want of \`.taskplan/conflicts/stock-service/tasks.txt.theirs\` over into \`stock-service/tasks.txt\`, then run the command again
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 1 task; REST
    Not yet  Helm charts: not generated yet
    Writes   stock-service/ 2 files
      ! stock-service/tasks.txt   conflict (line 1), yours kept
      + stock-service/notes/4.2.txt
    !        2 files: 1 created, 1 with conflicts   [SECONDS]
    1 plan finding, none stops this: --verbose shows them
    Next
      cd stock-service
      uv sync
      uv run pytest
    "
  `)
  expect(shop.read('stock-service/tasks.txt')).toBe('mine\n')
})

test('a task of a category that is not there yet is listed as such', async () => {
  expect(transcript(await shop.taskplan('scaffold stock 4.3'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 0 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    ok       nothing to do: nothing is generated for 4.3 yet
    1 plan finding, none stops this: --verbose shows them
    "
  `)
})

test('unknown names are refused with the nearest ones', async () => {
  expect(transcript(await shop.taskplan('scaffold stok'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[plan/unknown-service]: no service \`stok\`: the plan has \`stock-service\`
    hint: write \`stock\`
    1 error; 1 finding more: --verbose shows them
    "
  `)
  expect(transcript(await shop.taskplan('scaffold sto'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[plan/unknown-service]: no service \`sto\`: the plan has \`stock-service\`
    hint: write \`stock\`
    1 error; 1 finding more: --verbose shows them
    "
  `)
  expect(transcript(await shop.taskplan('scaffold stock 4.9 --json'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    {
      "version": 1,
      "tool": "1.2.3",
      "command": "scaffold",
      "exitCode": 2,
      "diagnostics": [
        {
          "code": "plan/underspecified",
          "severity": "warning",
          "message": "the plan promises REST endpoints of \`stock-service\`, no document gives a route",
          "path": "tasks/prd-shop/stock/4_task.md",
          "line": 7,
          "column": 3,
          "endLine": 7,
          "endColumn": 26,
          "hint": "write them in \`tasks/prd-shop/_techspec.md\`, section \\"API Endpoints\\"",
          "notes": []
        },
        {
          "code": "command/unknown-task",
          "severity": "error",
          "message": "\`stock-service\` has no task \`4.9\`: it has 4.1 to 4.3",
          "hint": "write \`4.1\` or \`4.2\` or \`4.3\`",
          "notes": []
        }
      ],
      "changes": [],
      "result": {},
      "nextSteps": []
    }
    --- stderr
    "
  `)
  expect(shop.files()).toEqual(Object.keys(SHOP).sort())
})

test('without a terminal every missing answer is listed, with the line that works', async () => {
  shop.copy('tasks/prd-shop', 'tasks/prd-other')
  expect(transcript(await shop.create(''))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[generator/missing-answer]: 2 answers are missing and there is no terminal to ask in
    note: <service> (stock)  which service?
    note: --plan <path> (tasks/prd-other|tasks/prd-shop)  which plan?
    hint: run \`npx -y create-taskplan-service@1.2.3 stock --plan tasks/prd-other\`
    "
  `)
  const { stdout, exitCode } = await shop.create('stock --json')
  expect([exitCode, JSON.parse(stdout).result]).toMatchInlineSnapshot(`
    [
      2,
      {
        "questions": [
          {
            "choices": [
              "tasks/prd-other",
              "tasks/prd-shop",
            ],
            "flag": "--plan <path>",
            "question": "which plan?",
            "type": "choice",
          },
        ],
      },
    ]
  `)
})

test('a plan without a task file of the service is an answer, not a crash', async () => {
  shop.remove('tasks/prd-shop/stock/4_task.md')
  const { exitCode, stderr } = await shop.taskplan('scaffold stock')
  expect([exitCode, stderr.includes('error[plan/')]).toEqual([2, true])
})

test('the wizard shows what it will write, and repeats itself without questions', async () => {
  expect(transcript(await shop.create('stock', { answers: ['show', 'files'] }))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 2 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    Writes   stock-service/ 4 files
    ? Create and prove it (about 15 s)? (Yes / Files only / Show files / Cancel) show
      + stock-service/README.md
      + stock-service/notes/4.1.txt
      + stock-service/notes/4.2.txt
      + stock-service/tasks.txt
    ? Create and prove it (about 15 s)? (Yes / Files only / Show files / Cancel) files
    ok       4 files: 4 created   [SECONDS]
    1 plan finding, none stops this: --verbose shows them
    Next
      cd stock-service
      uv sync
      uv run pytest
    Repeat without questions
      npx -y create-taskplan-service@1.2.3 stock --yes
    "
  `)
})

test('a wizard without a service asks for the plan and the service', async () => {
  shop.copy('tasks/prd-shop', 'tasks/prd-other')
  shop.write({
    'tasks/prd-shop/mail/5_task.md':
      '# Task 5.0: Mail\n\n## Subtasks\n\n- [ ] 5.1 Set up the project settings\n',
  })
  const answers = ['tasks/prd-shop', 'mail', 'files']
  expect(transcript(await shop.create('', { answers }))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    --- stderr
    ? Which plan? (tasks/prd-other / tasks/prd-shop) tasks/prd-shop
    ? Which service? (mail / stock-service) mail
    Plan     tasks/prd-shop (2 services, 2 tasks)
    Service  mail: 1 task
    Writes   mail/ 3 files
    ? Create and prove it (about 15 s)? (Yes / Files only / Show files / Cancel) files
    ok       3 files: 3 created   [SECONDS]
    2 plan findings, none stop this: --verbose shows them
    Next
      cd mail
      uv sync
      uv run pytest
    Repeat without questions
      npx -y create-taskplan-service@1.2.3 mail --plan tasks/prd-shop --yes
    "
  `)
})

test('cancelling writes nothing and is exit code 130, with JSON too', async () => {
  expect(transcript(await shop.create('stock', { answers: ['cancel'] }))).toMatchInlineSnapshot(`
    "exit 130
    --- stdout
    --- stderr
    Plan     tasks/prd-shop (1 service, 1 task)
    Service  stock-service: 2 tasks; REST
    Not yet  Helm charts (4.3): not generated yet
    Writes   stock-service/ 4 files
    ? Create and prove it (about 15 s)? (Yes / Files only / Show files / Cancel) cancel
    cancelled; nothing was written
    "
  `)
  expect((await shop.create('stock', { answers: [new Cancelled()] })).exitCode).toBe(130)
  expect(shop.files()).toEqual(Object.keys(SHOP).sort())
})

test('a second run of the wizard asks nothing where there is nothing to do', async () => {
  await shop.create('stock', { answers: ['files'] })
  expect((await shop.create('stock', { answers: [] })).stderr).toContain('nothing to do')
})

test('a folder that is not there is created by nobody but its owner', async () => {
  const { exitCode, stdout } = await shop.taskplan('scaffold stock --root nowhere --json')
  expect(exitCode).toBe(2)
  expect(JSON.parse(stdout).diagnostics).toMatchObject([
    { code: 'command/no-folder', hint: 'create it first' },
  ])
})
