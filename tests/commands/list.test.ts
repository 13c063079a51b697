import { afterAll, expect, test } from 'vitest'
import { openShop, SHOP, transcript } from '../support/front-door.ts'

const shop = openShop(SHOP)
const nowhere = openShop({ 'notes.txt': 'hello' })
afterAll(() => [shop, nowhere].map(({ close }) => close()))

test('list shows plans, services, tasks and what is not generated yet', async () => {
  expect(transcript(await shop.taskplan('list'))).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    tasks/prd-shop  Shop: 1 service, 1 task

    stock-service
      4.0   pending     Stock service
        [ ] 4.1   setup         Set up the project structure and settings
        [x] 4.2   logic         Implement the business logic of reservations
        [ ] 4.3   communication Publish Kafka events  (not generated yet)
      not generated yet: Kafka topics
    --- stderr
    "
  `)
})

test('list is the same from a folder below, and shows every place tried with --verbose', async () => {
  expect((await shop.taskplan('list', { from: 'tasks/prd-shop/stock' })).stdout).toBe(
    (await shop.taskplan('list')).stdout,
  )
  expect((await shop.taskplan('list --verbose')).stderr).toMatchInlineSnapshot(`
    "Looked in
      + tasks/prd-shop  a plan
      - .compozy/tasks  no such folder
      - specs  no such folder
      - .kiro/specs  no such folder
    "
  `)
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
          "pending": [
            {
              "category": "communication",
              "line": 17,
              "path": "tasks/prd-shop/stock/4_task.md",
              "service": "stock-service",
              "what": "Kafka topics",
            },
          ],
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
                  "title": "Set up the project structure and settings",
                },
                {
                  "category": "logic",
                  "done": true,
                  "id": "4.2",
                  "key": "shop:stock-service/4.2",
                  "title": "Implement the business logic of reservations",
                },
                {
                  "category": "communication",
                  "done": false,
                  "id": "4.3",
                  "key": "shop:stock-service/4.3",
                  "title": "Publish Kafka events",
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
