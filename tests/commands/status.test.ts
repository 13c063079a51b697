import { afterAll, expect, test } from 'vitest'
import { openShop, SHOP, transcript } from '../support/front-door.ts'

/** Code in a folder of its own, half of it written: what a stranger's repository looks like. */
const library = openShop({
  'specs/001-loans/plan.md': '# Plan\n',
  'specs/001-loans/contracts/loans.yaml': 'openapi: 3.0.0\n',
  'specs/001-loans/tasks.md': `# Tasks: Loans

## Phase 1: Setup

- [x] T001 Create pyproject.toml and .env from .env.example in backend/
- [x] T002 Remove the old importer in backend/src/importer.py
- [x] T003 [P] Write contracts/loans.yaml

## Phase 2: Core

- [x] T004 [P] Loan model in src/models/loan.py
- [x] T005 [P] Fine model in src/models/fine.py and tests in tests/test_fines.py
- [x] T006 Importer of returns in backend/src/importer.py, logs in logs/import.log
- [ ] T007 [P] Loan service in src/services/loans.py
- [ ] T008 [P] Overdue notices in src/services/loans.py
- [-] T009 Fax
- [ ] T010 Reminder in src/services/reminder.py
`,
  'specs/002-shelves/plan.md': '# Plan\n',
  'specs/002-shelves/tasks.md': '# Tasks: Shelves\n\n- [x] T001 Shelf model in src/models/shelf.py\n',
  'backend/pyproject.toml': '[project]\n',
  'backend/.env.example': 'A=1\n',
  'backend/src/models/loan.py': 'class Loan: ...\n',
  'backend/src/models/shelf.py': 'class Shelf: ...\n',
})
/** Plans in a language of their own, in front of code that nobody wrote here. */
const store = openShop({
  'tasks/prd-loja/_techspec.md': '# Tech Spec\n',
  'tasks/prd-loja/tasks.md': '# Loja\n\n- [x] 1.0 Carrinho\n- [ ] 2.0 Frete\n- [ ] 3.0 Cupom\n',
  'tasks/prd-loja/1_task.md':
    '---\nstatus: completed\n---\n\n# Tarefa 1.0: Carrinho\n\n## Subtarefas\n\n- [x] 1.1 Criar `src/cart/cart.ts`\n- [x] 1.2 Remover `src/cart/old.ts`\n- [x] 1.3 Criar `src/cart/total.ts`\n',
  'tasks/prd-loja/2_task.md':
    '---\nstatus: pending\nblocked_by: ["1.0"]\nparallelizable: true\n---\n\n# Tarefa 2.0: Frete\n\n## Subtarefas\n\n- [x] 2.1 Criar `src/frete/tabela.ts`\n- [ ] 2.2 Criar `src/frete/preco.ts`\n',
  'tasks/prd-loja/3_task.md':
    '---\nstatus: pending\nblocked_by: ["2.0"]\n---\n\n# Tarefa 3.0: Cupom\n\n## Subtarefas\n\n- [ ] 3.1 Cupom\n',
  'src/cart/cart.ts': 'export const cart = 1\n',
})
const shop = openShop(SHOP)
const nowhere = openShop({ 'notes.txt': 'hello' })
afterAll(() => [library, store, shop, nowhere].map(({ close }) => close()))

test('a command line without a command shows where every feature stands', async () => {
  const bare = await library.taskplan('')
  expect(transcript(bare)).toMatchInlineSnapshot(`
    "exit 0
    --- stdout
    2 features, 1 open: 7 of 11 tasks done

    specs/001-loans  Loans: 6 of 10 done, 1 excluded
      ready to start
        T007  [P] Loan service in src/services/loans.py  tasks.md:14
        T008  [P] Overdue notices in src/services/loans.py  tasks.md:15
      critical path, weight 4: T007 → T010

    specs/002-shelves  done, 1 task

    Ticked, but not there: 2 files of 7 that ticked tasks name
      [x] T005 names src/models/fine.py and tests/test_fines.py, which do not exist  specs/001-loans/tasks.md:12

    Said to be parallel, but they write one file
      T007, T008  src/services/loans.py  (specs/001-loans/tasks.md:14, 15)
    --- stderr
    Next
      npx -y -p create-taskplan-service taskplan lint
    "
  `)
  expect(await library.taskplan('status')).toEqual(bare)
})

test('a task in progress is offered with its subtasks; what a subtask removed is not missed', async () => {
  expect((await store.taskplan('')).stdout).toMatchInlineSnapshot(`
    "tasks/prd-loja  Loja: 1 of 3 done, 1 in progress
      ready to start
        2.0  [P] (in progress) Frete  2_task.md:7
      critical path, weight 4: 2.0 → 3.0

    Ticked, but not there: 2 files of 3 that ticked tasks name
      [x] 1.3 names src/cart/total.ts, which does not exist  tasks/prd-loja/1_task.md:11
      [x] 2.1 names src/frete/tabela.ts, which does not exist  tasks/prd-loja/2_task.md:11
    "
  `)
})

test('its JSON has a state for each task; a tick alone is a claim', async () => {
  const { command, exitCode, result } = JSON.parse((await library.taskplan('--json')).stdout)
  expect([command, exitCode]).toEqual(['status', 0])
  const states = result.tasks.map(({ key, state, ready }: Record<string, unknown>) => [key, state, ready])
  expect(states.slice(5)).toEqual([
    ['001-loans:T006', 'claimed', false],
    ['001-loans:T007', 'open', true],
    ['001-loans:T008', 'open', true],
    ['001-loans:T009', 'excluded', false],
    ['001-loans:T010', 'open', false],
    ['002-shelves:T001', 'claimed', false],
  ])
  expect(result).toMatchObject({
    criticalPath: ['001-loans:T007', '001-loans:T010'],
    files: [],
    packs: [],
    ready: ['001-loans:T007', '001-loans:T008'],
    features: [
      { slug: '001-loans', tasks: 10, done: 6, open: 3, excluded: 1, inProgress: 0 },
      { slug: '002-shelves', tasks: 1, done: 1, open: 0 },
    ],
    absent: {
      files: [
        { task: '001-loans:T005', file: 'src/models/fine.py', path: 'specs/001-loans/tasks.md', line: 12 },
        { task: '001-loans:T005', file: 'tests/test_fines.py', line: 12 },
      ],
    },
    overlaps: [{ tasks: ['001-loans:T007', '001-loans:T008'], file: 'src/services/loans.py' }],
  })
  expect(result.tasks[0].heldBy).toBeNull()
  const loja = JSON.parse((await store.taskplan('status --json')).stdout).result
  expect(loja.tasks.map(({ state }: { state: string }) => state)).toEqual(['claimed', 'in-progress', 'open'])
})

test('files of a scaffolded service: as written, edited, missing', async () => {
  await shop.taskplan('scaffold stock --yes')
  const before = JSON.parse((await shop.taskplan('--json')).stdout).result.files
  expect(before).toContainEqual({
    path: 'stock-service/notes/4.2.txt',
    state: 'clean',
    tasks: ['shop:stock-service/4.2'],
  })
  shop.write({ 'stock-service/README.md': 'mine\n' })
  shop.remove('stock-service/notes/4.2.txt')
  expect((await shop.taskplan('')).stdout).toMatchInlineSnapshot(`
    "tasks/prd-shop  Shop: 0 of 1 done, 1 in progress
      ready to start
        stock/4.0  (in progress) Stock service  stock/4_task.md:7

    Scaffolded files
      stock-service: 2 as written, 1 edited, 1 missing
        missing: stock-service/notes/4.2.txt
    "
  `)
})

test('a feature can be named, also without the command', async () => {
  const named = (await library.taskplan('--prd shelves')).stdout
  expect(named).toBe('specs/002-shelves  done, 1 task\n')
  expect((await library.taskplan('status --prd nothing')).exitCode).toBe(2)
})

test('where no plan is, it says where it looked, and what to do', async () => {
  expect(transcript(await nowhere.taskplan(''))).toMatchInlineSnapshot(`
    "exit 2
    --- stdout
    --- stderr
    error[plan/not-found]: no plan in \`tasks/\`, \`.compozy/tasks/\`, \`specs/\`, \`.kiro/specs/\`
    hint: pass the folder of a plan with \`--plan <path>\`
    Next
      create-taskplan-service <service> --starter
      npx -y -p create-taskplan-service taskplan --help
    "
  `)
})

test('a long list is cut to a screen that says so; the code of a plan may stand elsewhere', async () => {
  const tasks = Array.from(
    { length: 60 },
    (_, at) => `- [${at < 30 ? 'x' : ' '}] T${100 + at} [P] Do src/f${at}.py\n`,
  )
  const plans = Array.from(
    { length: 30 },
    (_, at) => [`specs/${100 + at}-x/tasks.md`, tasks.join('')] as const,
  )
  const many = openShop(Object.fromEntries(plans))
  const { stdout } = await many.taskplan('')
  expect(stdout.split('\n').length).toBeLessThanOrEqual(40)
  expect(stdout).toContain('is the code elsewhere?')
  expect(stdout).toMatch(/… \d+ more features, \d+ open: --all/)
  expect(stdout).not.toContain('more lines')
  const whole = (await many.taskplan('--all')).stdout
  expect(whole).toContain('T129 names src/f29.py')
  expect(whole).not.toContain('--all')
  many.close()
})
