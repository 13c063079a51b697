import { afterAll, expect, test } from 'vitest'
import { openShop, SHOP, transcript } from '../support/front-door.ts'

const shop = openShop(SHOP)
const edged = openShop({
  ...SHOP,
  'tasks/prd-shop/stock/4_task.md': `${SHOP['tasks/prd-shop/stock/4_task.md']}
## Service Dependencies

\`\`\`yaml
grpc_dependencies:
  - price-service: GetPrice
\`\`\`
`,
})
const nowhere = openShop({ 'notes.txt': 'hello' })
afterAll(() => [shop, edged, nowhere].map(({ close }) => close()))

test('list shows plans, services and tasks, and which of them nothing is generated for yet', async () => {
  expect(transcript(await shop.taskplan('list'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    tasks/prd-shop  Shop: 1 service, 1 task

    stock-service
      4.0   pending     Stock service
        [ ] 4.1   setup         Set up the project structure and settings
        [x] 4.2   logic         Implement the business logic of reservations
        [ ] 4.3   deployment    Deploy with a Helm chart  (Helm charts: not generated yet)
    --- stderr
    "
  `)
})

test('list is the same from a folder below, and shows every place tried with --verbose', async () => {
  expect((await shop.taskplan('list', { from: 'tasks/prd-shop/stock' })).stdout).toBe(
    (await shop.taskplan('list')).stdout,
  )
  expect((await shop.taskplan('list --verbose')).stderr).toMatchInlineSnapshot(`
    "tasks/prd-shop/stock/4_task.md:7:3: warning[plan/underspecified]: the plan promises REST endpoints of \`stock-service\`, no document gives a route
      |
    7 | # Task 4.0: Stock service
      |   ^^^^^^^^^^^^^^^^^^^^^^^
    hint: write them in \`tasks/prd-shop/_techspec.md\`, section "API Endpoints"
    Looked in
      + tasks/prd-shop  a plan
      - .compozy/tasks  no such folder
      - specs  no such folder
      - .kiro/specs  no such folder
    "
  `)
})

test('list --verbose reads every document and names all that is not generated yet, as scaffold does', async () => {
  const line = (text: string) => text.split('\n').find((row) => row.includes('not generated yet: '))
  expect(line((await edged.taskplan('list')).stdout)).toBeUndefined()
  expect(line((await edged.taskplan('list --verbose')).stdout)).toBe('  not generated yet: Helm charts')
  expect((await edged.taskplan('scaffold stock --dry-run')).stderr).toContain('Not yet  Helm charts')
  const { result } = JSON.parse((await edged.taskplan('list --verbose --json')).stdout)
  expect(result.plans[0].pending.map(({ what }: { what: string }) => what)).toEqual(['Helm charts'])
})

test('list --json is one document with the tasks', async () => {
  const { stdout, stderr, exitCode } = await shop.taskplan('list --json')
  const document = JSON.parse(stdout)
  expect({ exitCode, stderr, keys: Object.keys(document) }).toMatchInlineSnapshot(`
    {
      "exitCode": 0,
      "keys": [
        "version",
        "tool",
        "command",
        "exitCode",
        "diagnostics",
        "changes",
        "result",
        "nextSteps",
      ],
      "stderr": "",
    }
  `)
  expect(document.result).toMatchInlineSnapshot(`
    {
      "plans": [
        {
          "format": "prd",
          "path": "tasks/prd-shop",
          "services": [
            "stock-service",
          ],
          "slug": "shop",
          "tasks": [
            {
              "category": null,
              "dependencies": [],
              "id": "4.0",
              "key": "shop:stock-service/4.0",
              "labels": [],
              "line": 7,
              "parallel": false,
              "path": "tasks/prd-shop/stock/4_task.md",
              "paths": [],
              "phase": null,
              "service": "stock-service",
              "status": "pending",
              "story": null,
              "subtasks": [
                {
                  "category": "setup",
                  "done": false,
                  "id": "4.1",
                  "key": "shop:stock-service/4.1",
                  "pending": [],
                  "title": "Set up the project structure and settings",
                },
                {
                  "category": "logic",
                  "done": true,
                  "id": "4.2",
                  "key": "shop:stock-service/4.2",
                  "pending": [],
                  "title": "Implement the business logic of reservations",
                },
                {
                  "category": "deployment",
                  "done": false,
                  "id": "4.3",
                  "key": "shop:stock-service/4.3",
                  "pending": [
                    "Helm charts",
                  ],
                  "title": "Deploy with a Helm chart",
                },
              ],
              "title": "Stock service",
            },
          ],
        },
      ],
    }
  `)
})

test('without a plan list says where it looked', async () => {
  expect(transcript(await nowhere.taskplan('list'))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[plan/not-found]: no plan in \`tasks/\`, \`.compozy/tasks/\`, \`specs/\`, \`.kiro/specs/\`
    hint: pass the folder of a plan with \`--plan <path>\`
    Next
      create-taskplan-service <service> --starter
    "
  `)
})
