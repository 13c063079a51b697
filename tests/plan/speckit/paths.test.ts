import { expect, test } from 'vitest'
import { readTasks } from './read.ts'

test.each([
  ['Model in src/models/user.py', ['src/models/user.py']],
  ['Model at src/models/user.py.', ['src/models/user.py']],
  ['Model (src/models/user.py)', ['src/models/user.py']],
  ['Model → `src/models/user.py`', ['src/models/user.py']],
  ['Create `a/b.py`, `a/c.py` and Makefile', ['a/b.py', 'a/c.py', 'Makefile']],
  ['Create src/{models,services}/user.py', ['src/models/user.py', 'src/services/user.py']],
  ['Create src/models/ and `tests/`', ['src/models/', 'tests/']],
  ['Run tests/unit/test_a.py::test_b', ['tests/unit/test_a.py']],
  ['See src/a.py:12 and src/b.ts#L3', ['src/a.py', 'src/b.ts']],
  ['Page src/app/[id]/page.tsx', ['src/app/[id]/page.tsx']],
  ['Page src/app/(auth)/login/page.tsx', ['src/app/(auth)/login/page.tsx']],
  ['Windows src\\models\\user.py', ['src/models/user.py']],
  ['Script scripts/verify beside scripts/a.sh', ['scripts/verify', 'scripts/a.sh']],
  [
    'Files .env.example, __init__.py, .github/workflows/ci.yml',
    ['.env.example', '__init__.py', '.github/workflows/ci.yml'],
  ],
  ['`src/a.ts`에서 내보내기', ['src/a.ts']],
  ['Endpoint GET /api/users/{id} and POST api/users', []],
  ['See https://example.org/a.py', []],
  ['All src/**/*.py', []],
  ['Generate `*_grpc.pb.go` and *.md, keep *src/a.py* and **.gitignore**', ['src/a.py', '.gitignore']],
  ['Use Node.js, Next.js or `npm run build src/a.ts`', []],
  ['Use ALLOW/DENY, and/or, `@scope/tokens`, fastapi>=3.0', []],
  ['Call `Policy.run()` and `theme.extend.font`', []],
  ['Escape ../../etc/passwd.txt', []],
])('%s', async (text, expected) => {
  const { tasks } = await readTasks(`- [ ] T001 ${text}\n`)
  expect(tasks[0]?.paths.map(({ path }) => path)).toEqual(expected)
})

test('sub-bullets name paths too, and each has its place', async () => {
  const { tasks } = await readTasks(
    '- [ ] T001 Build\n  - File: `src/a.py`\n  - ファイル: src/b.py\n- [ ] T002 x\n',
  )
  expect(tasks[0]?.paths.map(({ path, origin }) => [path, origin.start.line, origin.start.column])).toEqual([
    ['src/a.py', 2, 12],
    ['src/b.py', 3, 11],
  ])
})
