/** What people who read public task files wrote down about them, and how far a task that is read agrees. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Task } from '../../src/plan/plan.ts'
import type { Half, Score } from './speckit-truth.ts'

interface TrueSubtask {
  readonly line: number
  readonly id: string
  readonly done: boolean
}

export interface TrueFile {
  /** Path in the corpus. */
  readonly path: string
  readonly kind: 'task' | 'neighbour'
  readonly id: string
  readonly status: string
  readonly blocked_by: readonly string[]
  readonly subtasks: readonly TrueSubtask[]
}

/** The truths of a half; none where they are not there. */
export function readTrueFiles(half: Half): readonly TrueFile[] {
  const path = fileURLToPath(new URL(`../corpus/truth/prd/${half}.json`, import.meta.url))
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly TrueFile[]) : []
}

export type FileScores = Readonly<Record<'ids' | 'statuses' | 'blockedBy' | 'subtasks', Score>>

/** Compares a file with the tasks that were read of it alone: one, or none of a neighbour. */
export function scoreFile(truth: TrueFile, tasks: readonly Task[]): FileScores {
  const isTask = truth.kind === 'task'
  const compare = (wanted: readonly string[], given: readonly string[]): Score =>
    scoreSets(isTask ? wanted : [], given, truth.path)
  return {
    ids: compare(
      [truth.id],
      tasks.map(({ id }) => id),
    ),
    statuses: compare(
      [truth.status],
      tasks.map(({ status }) => status),
    ),
    blockedBy: compare(
      truth.blocked_by,
      tasks.flatMap(({ blockedBy }) => blockedBy.map(({ id }) => id)),
    ),
    subtasks: compare(
      truth.subtasks.map(({ line, id, done }) => `${line} ${id} ${done}`),
      tasks.flatMap((task) =>
        task.subtasks.map(({ origin, id, done }) => `${origin.start.line} ${id} ${done}`),
      ),
    ),
  }
}

function scoreSets(wanted: readonly string[], given: readonly string[], at: string): Score {
  const missing = wanted.filter((one) => !given.includes(one))
  const extra = given.filter((one) => !wanted.includes(one))
  const misses = [...missing.map((one) => `${at} - ${one}`), ...extra.map((one) => `${at} + ${one}`)]
  return { wanted: wanted.length, given: given.length, right: wanted.length - missing.length, misses }
}
