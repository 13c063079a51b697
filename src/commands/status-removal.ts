/** Which paths tasks take away: their absence is the work itself, whoever else names them. */
import type { Task } from '../plan/plan.ts'

/** A task that starts so takes away, moves or renames; which of its paths stays is not guessed. */
const LEADS =
  /^(?:\W|\d)*(?:remov|delet|renam|mov(?:e|es|ed|ing)\b|relocat|migrat(?:e|es|ed|ing)\b|replac|drop(?:s|ped|ping)?\b|deprecat|eliminat|retir|clean(?:s|ed|ing)?\b|consolidat|merg|split|convert|archiv|uninstall|revert|extract|git (?:rm|mv)|skip|defer|remov[ea]|exclu|apag|deletar|renomear|mover|migrar|substituir|elimin|borrar|supprim|déplac|lösch|entfern|verschieb|umbenenn|удал|переимен|перемест|删除|移除|重命名|移动|迁移|삭제|제거|이동|削除|移動)/iu
/** Words of the same kind directly before a path inside a sentence: `and delete the old src/a.py`. */
const BEFORE =
  /\b(?:remov\w*|delet\w*|renam\w*|mov(?:e|es|ed|ing)|replac\w*|drop\w*|deprecat\w*|supersed\w*|retir\w*|archiv\w*|instead of|rm|mv|formerly|was|remover|excluir|apagar|deletar|renomear|mover|substituir|eliminar|borrar)(?:\s+(?:the|from|old|legacy|existing|obsolete|empty|file|files|folder|directory|module|o|a|os|as|el|la|arquivo|archivo))*\s*[`"'(*]*$/iu
/** And behind it: `src/a.py → src/b.py`, `src/a.py を削除`, `src/a.py (removed)`. */
const BEHIND =
  /^[`"')*]*\s*(?:(?:→|->|=>)\s*[`"']?[\w.@-]*[/.]|을?를?\s*(?:삭제|제거|이동)|を(?:削除|移動)|\(?(?:was |were |is |are )?(?:removed|deleted|renamed|moved|no longer|does not exist|not needed|deprecated|replaced|superseded))/iu
/** What a ticked task says when nothing was written for it. */
const DROPPED =
  /\b(?:skipped|deferred|not (?:needed|required|applicable|implemented)|no longer|obsolete|superseded|out of scope|n\/a|cancell?ed|won't|does(?:n't| not) exist)\b|~~/i

const WINDOW = 60
/** Every path is looked for in its sentence: of a longer one only the beginning is read. */
const LONGEST = 20_000

/** Says of a path whether a task takes it, or a folder above it, away. */
export function removedPaths(tasks: readonly Task[]): (path: string) => boolean {
  const removed = new Set<string>()
  for (const task of tasks) for (const path of removedBy(task)) removed.add(path.replace(/\/$/, ''))
  return (path) => {
    const written = path.replace(/\/$/, '')
    for (let end = written.length; end > 0; end = written.lastIndexOf('/', end - 1))
      if (removed.has(written.slice(0, end))) return true
    return false
  }
}

function removedBy({ title, paths, subtasks }: Task): readonly string[] {
  if (takesAll(title)) return paths.map(({ path }) => path)
  const said = new Map(subtasks.map((subtask) => [subtask.origin.start.line, wordsOf(subtask.title)]))
  const own = { text: title.slice(0, LONGEST), isAll: false }
  return paths.flatMap(({ path, origin }) => {
    const { text, isAll } = said.get(origin.start.line) ?? own
    return isAll || isRemoved(path, text) ? [path] : []
  })
}

function takesAll(text: string): boolean {
  return LEADS.test(text.slice(0, WINDOW)) || DROPPED.test(text)
}

function wordsOf(text: string) {
  return { text: text.slice(0, LONGEST), isAll: takesAll(text) }
}

function isRemoved(path: string, text: string): boolean {
  const at = text.indexOf(path)
  if (at === -1) return false
  const end = at + path.length
  return BEFORE.test(text.slice(Math.max(0, at - WINDOW), at)) || BEHIND.test(text.slice(end, end + WINDOW))
}
