import { afterAll, expect, test } from 'vitest'
import { openShop, SHOP, transcript } from '../support/front-door.ts'

const shop = openShop(SHOP)
afterAll(shop.close)

test('help of the front door', async () => {
  expect(transcript(await shop.create('--help'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    Turns a Markdown task plan into a running Python service.

      create-taskplan-service auth                  create auth-service from the plan, after asking
      create-taskplan-service auth --prove --yes    the same without asking, then lock, sync and test
      create-taskplan-service auth --tasks 4.1-4.3  only these tasks
      create-taskplan-service auth --dry-run        what would be written

    Usage: create-taskplan-service [service] [options]

      [service]  \`auth\` is \`auth-service\`; asked where it is left out

      --plan <path>   task file or feature folder to read
      --prd <slug>    feature to read: tasks/prd-<slug>, specs/*-<slug>
      --root <dir>    workspace to write to
      --tasks <ids>   only these: 4.1,4.3 or 4.1-4.3
      --modernize     replace packages that are dead or dangerous, from now on
      --no-modernize  keep the packages of the plan, from now on
      --starter       write a starter plan where there is none
      --prove         lock, sync and test with uv afterwards
      --dry-run       show the changes, write nothing
      -y, --yes       take every default, ask nothing
      --no-input      ask nothing
      --interactive   ask even where an agent is detected
      --json          one JSON document on stdout
      --all           no limit of 40 lines
      -v, --verbose   every finding, every place tried
      -q, --quiet     only errors and what was asked for
      --no-color      no colours
      -h, --help      this page
      -V, --version   the version
    --- stderr
    "
  `)
})

test('help of taskplan; without a command it shows the status', async () => {
  expect(await shop.taskplan('--quiet')).toEqual(await shop.taskplan('status --quiet'))
  expect(transcript(await shop.taskplan('--help'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    Keeps a task plan, its code and its tests in step.

      taskplan                         where every feature stands; \`status\` may be left out
      taskplan scaffold auth           every task of auth-service
      taskplan lint                    every plan from here upward
      taskplan list                    every plan from here upward
      taskplan graph                   what waits for what, in every plan
      taskplan explain plan/not-found  why no plan was found, and what to do

    Usage: taskplan [command] [options]

      status                      what is done, what can start now, what is ticked but not there
      scaffold <service> [task…]  write the files of tasks, merged into what is there
      lint [path]                 what is wrong with a plan, each finding with its place and what would be right
      list                        plans, services and tasks, and what is not generated yet
      graph                       waves, critical path and overlaps, each edge with its reason
      explain [code]              what a diagnostic code means

      --json         one JSON document on stdout
      --all          no limit of 40 lines
      -v, --verbose  every finding, every place tried
      -q, --quiet    only errors and what was asked for
      --no-color     no colours
      -h, --help     this page
      -V, --version  the version

    Options of a command: taskplan <command> --help
    --- stderr
    "
  `)
})

test('help of a command', async () => {
  expect((await shop.taskplan('scaffold --help')).stdout).toMatchInlineSnapshot(`
    "write the files of tasks, merged into what is there

      taskplan scaffold auth              every task of auth-service
      taskplan scaffold auth 4.1 4.3      two of them
      taskplan scaffold auth 4 --dry-run  what it would change

    Usage: taskplan scaffold <service> [task…] [options]

      <service>  \`auth\` is \`auth-service\`
      [task…]    4.2, 4.1-4.3, 4 for all of task 4; every task where none is named

      --plan <path>   task file or feature folder to read
      --prd <slug>    feature to read: tasks/prd-<slug>, specs/*-<slug>
      --root <dir>    workspace to write to
      --tasks <ids>   only these: 4.1,4.3 or 4.1-4.3
      --modernize     replace packages that are dead or dangerous, from now on
      --no-modernize  keep the packages of the plan, from now on
      --prove         lock, sync and test with uv afterwards
      --dry-run       show the changes, write nothing
      -y, --yes       take every default, ask nothing
      --no-input      ask nothing
      --interactive   ask even where an agent is detected
      --json          one JSON document on stdout
      --all           no limit of 40 lines
      -v, --verbose   every finding, every place tried
      -q, --quiet     only errors and what was asked for
      --no-color      no colours
      -h, --help      this page
      -V, --version   the version
    "
  `)
})

test('every help page fits on a screen', async () => {
  const pages = await Promise.all(
    ['', 'scaffold -h', 'list -h', 'explain -h'].map((line) => shop.taskplan(line)),
  )
  for (const { stdout } of pages) {
    const lines = stdout.split('\n')
    expect(lines.length).toBeLessThanOrEqual(40)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
  }
})

test('the version', async () => {
  expect(await shop.taskplan('--version')).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' })
})

test('a bad flag, for people and for programs', async () => {
  expect(transcript(await shop.taskplan('list --josn'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[command/unknown-flag]: no flag \`--josn\`
    hint: write \`--json\`
    "
  `)
  expect(transcript(await shop.taskplan('scaffold --json --dryrun'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    {
      "version": 1,
      "tool": "1.2.3",
      "command": "taskplan",
      "exitCode": 2,
      "diagnostics": [
        {
          "code": "command/unknown-flag",
          "severity": "error",
          "message": "no flag \`--dryrun\`",
          "hint": "write \`--dry-run\`",
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
})

test('flags that npm swallowed', async () => {
  const env = { npm_command: 'init', npm_config_dry_run: 'true' }
  expect(transcript(await shop.create('stock', { env }))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[command/swallowed-flags]: npm kept \`--dry-run\` for itself
    hint: run \`npx -y create-taskplan-service stock --dry-run\`
    "
  `)
})

test('explain prints a code, and the nearest one of an unknown', async () => {
  expect(transcript(await shop.taskplan('explain plan/not-found'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    error[plan/not-found]: there is no plan where one was looked for

    Plans are looked for in \`tasks/<slug>/\`, \`tasks/prd-<slug>/\`, \`.compozy/tasks/<slug>/\`
    and \`specs/<nnn>-<slug>/\`, from the current folder upward to the workspace root.
    \`taskplan list --verbose\` prints every place tried.
    --- stderr
    "
  `)
  expect(transcript(await shop.taskplan('explain plan/not-fond'))).toMatchInlineSnapshot(`
    "exit 1
    --- stdout
    --- stderr
    error[command/unknown-code]: no diagnostic code \`plan/not-fond\`
    hint: write \`plan/not-found\`
    "
  `)
  expect((await shop.taskplan('explain error[plan/not-found]:')).exitCode).toBe(0)
})

test('every declared code can be explained', async () => {
  const { stdout } = await shop.taskplan('explain --json')
  for (const { code } of JSON.parse(stdout).result.codes) {
    expect((await shop.taskplan(`explain ${code}`)).stdout.split('\n').length).toBeGreaterThan(2)
  }
})

test('a defect is exit code 2 with a stack, never silence', async () => {
  const { exitCode, stderr } = await shop.create('stock', { answers: [new TypeError('boom')] })
  expect([exitCode, stderr.includes('error[command/defect]: unexpected: boom')]).toEqual([2, true])
})

test('a system error names the path', async () => {
  const refused = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/x/y' })
  const { exitCode, stderr } = await shop.create('stock', { answers: [refused] })
  expect([exitCode, stderr.includes('error[command/system]: no permission for `/x/y`\n')]).toEqual([2, true])
})
