/** A `tasks.md` as a whole: title, phases, tasks and what waits for what. */
import { type Block, flattenBlocks } from '../../text/blocks.ts'
import { locate } from '../../text/document.ts'
import type { Dependency, Phase, Task } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { readDependencies } from './dependencies.ts'
import type { Entry, PhaseDraft } from './drafts.ts'
import { createNames, keysOf } from './keys.ts'
import { reportIds } from './report-ids.ts'
import { readTaskList } from './task-list.ts'
import { toTasks } from './tasks.ts'

export interface TaskDocument {
  readonly title?: string | undefined
  readonly phases: readonly Phase[]
  readonly tasks: readonly Task[]
  readonly dependencies: readonly Dependency[]
}

export function readTaskDocument(scanned: readonly Block[], reading: Reading): TaskDocument {
  const blocks = flattenBlocks(scanned)
  const list = readTaskList(blocks)
  const keys = keysOf(list.tasks)
  const ids = phaseIds(list.phases)
  const checkpoints = checkpointsOf(list.entries)
  const phases = list.phases.map((phase) => toPhase(phase, { ids, checkpoints }, reading))
  const tasks = toTasks(list.tasks, { keys, phases: ids }, reading)
  reportIds(list, reading)
  return {
    title: titleOf(blocks),
    phases,
    tasks,
    dependencies: readDependencies({ entries: list.entries, tasks, phases, ids }, reading),
  }
}

const TITLE =
  /^(?:[\p{L}]{1,20}[ \t]){0,2}(?:tasks?|task list|tarefas|tareas|задачи|список задач|任务|任务清单|任务列表|タスク|タスク一覧|작업|작업 목록|태스크)[ \t]*(?:[:：]|[-–—][ \t])[ \t]*(.{1,300})$/iu
const PLACEHOLDER = /^\[[^\]]{0,80}\]$/

function titleOf(blocks: readonly Block[]): string | undefined {
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1)
  if (heading?.kind !== 'heading') return undefined
  const title = TITLE.exec(heading.text.slice(0, 400))?.[1]?.trim() ?? heading.text
  return title === '' || PLACEHOLDER.test(title) ? undefined : title
}

/** The id of each phase: its number or title, with a count where that is used again. */
function phaseIds(phases: readonly PhaseDraft[]): ReadonlyMap<PhaseDraft, string> {
  const names = createNames()
  return new Map(phases.map((phase) => [phase, names(phase.number ?? phase.title)]))
}

const CHECKPOINT =
  /^[*_]{2}[ \t]*(?:checkpoint|ponto de verificação|체크포인트|检查点|チェックポイント|контрольная точка)[ \t]*[:：]?[*_]{2}[:：]?[ \t]*/iu

/** The first line of each phase that says what is true at its end. */
function checkpointsOf(entries: readonly Entry[]): ReadonlyMap<PhaseDraft, string> {
  const found = new Map<PhaseDraft, string>()
  for (const { block, phase } of entries) {
    if (!phase || block.kind !== 'paragraph' || found.has(phase)) continue
    const line = block.lines.find(({ text }) => CHECKPOINT.test(text))
    if (line) found.set(phase, line.text.replace(CHECKPOINT, ''))
  }
  return found
}

interface PhaseNames {
  readonly ids: ReadonlyMap<PhaseDraft, string>
  readonly checkpoints: ReadonlyMap<PhaseDraft, string>
}

function toPhase(phase: PhaseDraft, { ids, checkpoints }: PhaseNames, { document }: Reading): Phase {
  const { title, kind, stories, heading } = phase
  const checkpoint = checkpoints.get(phase)
  return {
    id: ids.get(phase) ?? title,
    title,
    kind,
    ...(stories.length === 1 && { story: stories[0] }),
    ...(checkpoint !== undefined && { checkpoint }),
    origin: locate(document, heading.textStart, heading.end),
  }
}
