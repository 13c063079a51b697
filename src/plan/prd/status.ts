import { isAscii, withoutAccents } from '../../text/accents.ts'
import type { TaskStatus } from '../plan.ts'

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map([
  ...(['pending', 'todo', 'open', 'not_started', 'pendente', 'backlog'] as const).map(
    (word) => [word, 'pending'] as const,
  ),
  ...(['in_progress', 'doing', 'started', 'em_andamento', 'em_progresso'] as const).map(
    (word) => [word, 'in_progress'] as const,
  ),
  ...(
    ['completed', 'complete', 'done', 'completed_reviewed', 'concluida', 'concluido', 'finished'] as const
  ).map((word) => [word, 'completed'] as const),
  ...(['excluded', 'deferred', 'deprecated', 'skipped', 'cancelled', 'removed'] as const).map(
    (word) => [word, 'excluded'] as const,
  ),
])

/** The status a text names, what follows the word (an emoji, a comment) left out; undefined: unknown. */
export function readStatus(text: string): TaskStatus | undefined {
  const found = isAscii(text)
    ? /[A-Za-z][A-Za-z_ -]{0,40}/.exec(text)
    : /\p{L}[\p{L}\p{M}_ -]{0,40}/u.exec(text)
  const plain = withoutAccents(found?.[0] ?? '')
    .trim()
    .toLowerCase()
    .replace(/[ -]+/g, '_')
  return STATUSES.get(plain) ?? STATUSES.get(plain.split('_', 1)[0] ?? '')
}
