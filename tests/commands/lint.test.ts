import { afterAll, expect, test } from 'vitest'
import { openShop } from '../support/front-door.ts'

const list = (last: string) => `# Tasks: Quay

## Phase 1: Core

- [ ] T001 [P] Berth model in src/models.py
- [ ] T002 [P] Crane model in ${last}
`
const shared = openShop({
  'specs/001-quay/plan.md': '# Plan\n',
  'specs/001-quay/tasks.md': list('src/models.py'),
})
const own = openShop({
  'specs/001-quay/plan.md': '# Plan\n',
  'specs/001-quay/tasks.md': list('src/cranes.py'),
})
afterAll(() => {
  shared.close()
  own.close()
})

test('two parallel tasks that write one file are an error, with both places', async () => {
  const { exitCode, stderr } = await shared.taskplan('lint')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('specs/001-quay/tasks.md:6:')
  expect(stderr).toContain('error[plan/parallel-same-file]: `T002` is `[P]` and names the file of `T001`')
  expect(stderr).toContain('note: `src/models.py` is first named at specs/001-quay/tasks.md:5:')
})

test('with a file each they are none', async () => {
  const { exitCode, stderr } = await own.taskplan('lint')
  expect(exitCode).toBe(0)
  expect(stderr).toContain('0 errors')
})

const TASK = `---
status: pending
service: berth-service
---

# Task 1.0: Berth service

## Subtasks

- [ ] 1.1 gRPC service definition

## Service Dependencies

### gRPC Service Definition

\`\`\`protobuf
syntax = "proto3";
package quay.berth.v1;
import "quay/common/v1/common.proto";

service Berths {
  rpc Find (FindRequest) returns (quay.common.v1.Place);
}
\`\`\`
`
const undefinedMessage = openShop({
  'tasks/prd-quay/_techspec.md': '# Tech Spec\n',
  'tasks/prd-quay/berth/1_task.md': TASK,
  'proto/quay/common/v1/common.proto':
    'syntax = "proto3";\npackage quay.common.v1;\nmessage Place { string name = 1; }\n',
})
afterAll(() => undefinedMessage.close())

test('a message that nothing defines is an error of a task file, what stands at the root defines some', async () => {
  const { stderr } = await undefinedMessage.taskplan('lint --verbose')
  expect(stderr).toContain('error[contract/undefined-message]: message `FindRequest` is defined nowhere')
  expect(stderr).not.toContain('`quay.common.v1.Place` is defined nowhere')
})
