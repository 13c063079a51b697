/** No step of a run goes through a link: the state may stand in a checkout that a stranger has made. */
import { obstacleError } from './errors.ts'
import { BASE, CONFLICTS, findObstacle, JOURNAL, type Place, SERVICES } from './paths.ts'

const FOLDERS: readonly string[] = [BASE, CONFLICTS, JOURNAL, SERVICES]

/** Throws UserError where something on the way to a path, its last part aside, is a link or no folder. */
export function refuseObstacle(place: Place, path: string): void {
  const found = findObstacle(place, path)
  if (found) throw obstacleError(found.path, found.obstacle)
}

/** Throws UserError where the state, or one of its folders, is a link or no folder. */
export function refuseLinkedState(place: Place): void {
  for (const folder of FOLDERS) refuseObstacle(place, `${folder}/entry`)
}
