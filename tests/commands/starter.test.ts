import { afterEach, expect, test } from 'vitest'
import { openShop, transcript } from '../support/front-door.ts'

const open: ReturnType<typeof openShop>[] = []
function folder(files: Parameters<typeof openShop>[0] = {}) {
  const shop = openShop(files)
  open.push(shop)
  return shop
}
afterEach(() => {
  for (const shop of open.splice(0)) shop.close()
})

test('an empty folder gets a starter plan and the service, in one run', async () => {
  const empty = folder({ '.git/HEAD': 'x', 'README.md': 'x', '.vscode/settings.json': '{}' })
  expect(transcript(await empty.create('billing --yes'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    --- stderr
    Plan     tasks/prd-billing (1 service, 1 task), a starter plan
    Service  billing-service: 1 task
    Writes   billing-service/ 3 files; outside it: 2
      + tasks/prd-billing/billing/1_task.md   starter plan, yours
      + tasks/prd-billing/_tasks.md           starter plan, yours
      + billing-service/README.md
      + billing-service/notes/1.1.txt
      + billing-service/tasks.txt
    ok       5 files: 5 created   [SECONDS]
    1 plan finding, none stops this: --verbose shows them
    Next
      cd billing-service
      uv sync
      uv run pytest
    "
  `)
  expect(empty.read('tasks/prd-billing/billing/1_task.md')).toContain('billing-service')
  expect(empty.state().filter((path) => empty.read(path).includes('1_task.md'))).toEqual(
    empty.state().filter((path) => path.includes('journal')),
  )
  expect((await empty.taskplan('list')).stdout).toContain('billing-service')
  expect((await empty.create('billing --yes')).stderr).toContain('nothing to do')
})

test('another folder gets one only when it is insisted on', async () => {
  const full = folder({ 'notes.txt': 'x' })
  expect(transcript(await full.create('billing --yes'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[command/not-empty]: no plan was found, and the folder is not empty
    note: a starter plan is only written into an empty folder, or with \`--starter\`
    hint: name a plan with \`--plan <path>\`, or run \`npx -y create-taskplan-service billing --starter\`
    "
  `)
  expect(full.files()).toEqual(['notes.txt'])
  expect((await full.create('billing --starter')).exitCode).toBe(0)
  expect(full.files()).toContain('billing-service/README.md')
})

test('without --yes and a terminal the question is a missing answer', async () => {
  expect(transcript(await folder().create('billing'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[generator/missing-answer]: 1 answer is missing and there is no terminal to ask in
    note: --starter  no plan was found: write a starter plan for \`billing\`?
    hint: run \`npx -y create-taskplan-service@1.2.3 billing --starter\`
    "
  `)
})

test('in a terminal it is asked, and a no writes nothing', async () => {
  const empty = folder()
  expect(transcript(await empty.create('', { answers: ['billing', 'yes', 'files'] }))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    --- stderr
    ? No plan here yet. Name of the service to start with? billing
    ? No plan found. Write a starter plan for billing into [CWD]? yes
    Plan     tasks/prd-billing (1 service, 1 task), a starter plan
    Service  billing-service: 1 task
    Writes   billing-service/ 3 files; outside it: 2
    ? Create and prove it (about 15 s)? (Yes / Files only / Show files / Cancel) files
    ok       5 files: 5 created   [SECONDS]
    1 plan finding, none stops this: --verbose shows them
    Next
      cd billing-service
      uv sync
      uv run pytest
    Repeat without questions
      npx -y create-taskplan-service@1.2.3 billing --starter --yes
    "
  `)
  const other = folder()
  expect((await other.create('billing', { answers: ['no'] })).exitCode).toBe(130)
  expect(other.files()).toEqual([])
})

test.each(['../evil', 'class!', 'a'.repeat(70), 'Ü', '1st', '__proto__'])(
  '%s is no name for a starter',
  async (name) => {
    const empty = folder()
    const { exitCode, stderr } = await empty.create(`${name} --yes`)
    expect([exitCode, stderr.includes('command/unwritable-starter')]).toEqual([2, true])
    expect(empty.files()).toEqual([])
  },
)

test('taskplan scaffold writes no starter plan', async () => {
  const { exitCode, stderr } = await folder().taskplan('scaffold billing --yes')
  expect([exitCode, stderr.includes('plan/not-found')]).toEqual([2, true])
})
