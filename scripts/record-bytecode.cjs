// `node record-bytecode.cjs <dist>`: lists a plan once and keeps the bytecode of all that ran. A process of its own,
// for bytecode is of use only to a Node with the same flags.
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join, resolve } = require('node:path')
const { pathToFileURL } = require('node:url')

const SUMMARY = `# Library Microservices Implementation Task Summary

## Core Services

- \`loan-service\` - lends books

## Tasks

### Track A

- [ ] 1.0 Shared libraries
  - Depends on: 2.0
- [x] 2.0 Loan service
- [ ] 3.0 Reader service (M)
`
const TASK = `---
status: pending
service: loan-service
communication_type: grpc|rest|kafka
blocked_by: ["1.0", "3.0"]
---

<task_context>
<type>implementation</type>
<complexity>low|medium|high</complexity>
<dependencies>shared_libs</dependencies>
</task_context>

# Task 2.0: Loan Service

## Overview

Lends books.

<requirements>
- Loans end
</requirements>

## Subtasks

- [ ] 2.1 Project setup
- [x] 2.2 FastAPI REST endpoints in \`src/api/loans.py\`
- [ ] 2.3 Database models, migrations and a cache
- [ ] 2.4 Kubernetes manifests and CI

## Success Criteria

- Answers in time

\`\`\`python
pass
\`\`\`

| Field | Type |
|---|---|
| id | UUID |
`

const dist = resolve(process.argv[2] ?? '.')
const workspace = mkdtempSync(join(tmpdir(), 'taskplan-record-'))
mkdirSync(join(workspace, 'tasks/prd-library/loan'), { recursive: true })
writeFileSync(join(workspace, 'tasks/prd-library/_tasks.md'), SUMMARY)
writeFileSync(join(workspace, 'tasks/prd-library/loan/2_task.md'), TASK)

process.chdir(workspace)
const { BYTECODE, load } = require(join(dist, 'start.cjs'))
const { script, start } = load()
const parts = { program: 'taskplan', templates: pathToFileURL(`${dist}/`), generators: async () => [] }

async function record() {
  for (const word of ['list', '--help']) {
    process.argv = [process.execPath, 'taskplan', word]
    const exitCode = await start(process, parts)
    if (exitCode !== 0) throw new Error(`${word}: exit ${exitCode}`)
  }
  writeFileSync(BYTECODE, script.createCachedData())
}
record().finally(() => rmSync(workspace, { recursive: true, force: true }))
