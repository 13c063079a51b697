// Task lists of any length, as people write them: phases, stories, paths, parallel tasks, what waits for what.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PHASES = 20

/** Features of spec-kit, each with a list of its own. */
export function writeFeatures(root, lists, tasks) {
  for (let index = 0; index < lists; index++) {
    const folder = join(root, `specs/${String(index).padStart(3, '0')}-depot`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'tasks.md'), makeTaskList(tasks))
    writeFileSync(join(folder, 'plan.md'), '# Plan\n')
  }
}

function makeTaskList(count) {
  const lines = ['# Tasks: Depot', '', '**Input**: Design documents from `/specs/001-depot/`', '']
  const each = Math.ceil(count / PHASES)
  for (let phase = 0; phase < PHASES; phase++) {
    lines.push(`## Phase ${phase + 1}: ${titleOf(phase)}`, '', `**Purpose**: step ${phase + 1}`, '')
    for (let id = phase * each + 1; id <= Math.min(count, (phase + 1) * each); id++)
      lines.push(taskLine(id, phase))
    lines.push('', `**Checkpoint**: step ${phase + 1} is done`, '')
  }
  const order = Array.from(
    { length: PHASES - 1 },
    (_, phase) => `- **Phase ${phase + 2}**: Depends on Phase ${phase + 1} completion`,
  )
  return [...lines, '## Dependencies & Execution Order', '', ...order, ''].join('\n')
}

const isStory = (phase) => phase > 0 && phase < PHASES - 1

function titleOf(phase) {
  if (phase === 0) return 'Setup'
  return isStory(phase) ? `User Story ${phase} - Bring crates (Priority: P${(phase % 3) + 1})` : 'Polish'
}

function taskLine(id, phase) {
  const labels = `${id % 3 === 0 ? ' [P]' : ''}${isStory(phase) ? ` [US${phase}]` : ''}`
  const waits = id % 5 === 0 ? ` (depends on ${nameOf(id - 1)})` : ''
  const files = `src/models/crate_${id}.py with \`tests/unit/test_crate_${id}.py\``
  return `- [${id % 2 ? 'x' : ' '}] ${nameOf(id)}${labels} Create crate number ${id} in ${files}${waits}`
}

const nameOf = (id) => `T${String(id).padStart(3, '0')}`
