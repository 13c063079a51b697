/** The next command that writes takes back what a killed run left. */
import { type Diagnostics, diagnostic, UserError } from '../diagnostics/index.ts'
import { CODES } from './codes.ts'
import { explainFailure } from './errors.ts'
import { activeFolder, findActive, readJournal, removeJournal } from './journal.ts'
import { acquireLock } from './lock.ts'
import { CONFLICTS, type Place } from './paths.ts'
import { type Processes, systemProcesses } from './processes.ts'
import { refuseLinkedState } from './refuse-links.ts'
import { type RollBack, rollBack } from './roll-back.ts'

/**
 * Rolls every unfinished run back and says so; undefined, and nothing is touched, where there is none.
 * To be called before the workspace is opened. Throws UserError where another run is active or the state is a link.
 */
export function recoverIfNeeded(
  place: Place,
  diagnostics: Diagnostics,
  processes: Processes = systemProcesses(),
): RollBack | undefined {
  refuseLinkedState(place)
  if (findActive(place).length === 0) return undefined
  try {
    const lock = acquireLock(place, processes)
    try {
      const done = [...findActive(place)].reverse().map((run) => recoverRun(place, run, diagnostics))
      return {
        restored: done.flatMap((each) => each.restored),
        removed: done.flatMap((each) => each.removed),
        leftAlone: done.flatMap((each) => each.leftAlone),
      }
    } finally {
      lock.release()
    }
  } catch (error) {
    throw explainFailure(error)
  }
}

function recoverRun(place: Place, run: string, diagnostics: Diagnostics): RollBack {
  const journal = readJournal(place, run)
  if (journal === 'damaged') throw damagedJournal(run)
  if (journal === 'absent') {
    removeJournal(place, run)
    return { restored: [], removed: [], leftAlone: [] }
  }
  const done = rollBack(place, journal)
  reportRollBack(run, done, diagnostics)
  return done
}

function reportRollBack(
  run: string,
  { restored, removed, leftAlone }: RollBack,
  diagnostics: Diagnostics,
): void {
  const isVisible = (path: string): boolean => !path.startsWith('.taskplan/')
  const counts = `${restored.filter(isVisible).length} files restored, ${removed.filter(isVisible).length} removed`
  const message = `the unfinished run \`${run}\` was taken back: ${counts}`
  diagnostics.add(diagnostic(CODES, 'workspace/rolled-back', { message }))
  for (const path of leftAlone) {
    const message = `\`${path}\` was edited after the run was killed and is left as it is`
    const hint = `compare it with \`${CONFLICTS}/${path}.before\` where that is present`
    diagnostics.add(diagnostic(CODES, 'workspace/edited-meanwhile', { message, hint }))
  }
}

function damagedJournal(run: string): UserError {
  const path = activeFolder(run)
  const message = `the journal \`${path}\` of an unfinished run cannot be read`
  const hint = `compare the files with version control, then remove \`${path}\``
  return new UserError(diagnostic(CODES, 'workspace/journal-damaged', { message, hint }))
}
