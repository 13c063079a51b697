import { defineCodes } from '../diagnostics/index.ts'

export const CODES = defineCodes({
  'workspace/locked': {
    severity: 'error',
    title: 'another run is writing',
    explanation:
      'Only one run writes to a workspace at a time. The lock names the process that holds it. A lock whose process has died is taken over without asking.',
  },
  'workspace/locked-elsewhere': {
    severity: 'error',
    title: 'a run on another machine holds the lock',
    explanation:
      'The lock was made on another machine, so it cannot be told whether its process still lives. When you know that no run is active there, remove `.taskplan/lock`.',
  },
  'workspace/not-a-lock': {
    severity: 'error',
    title: 'something else stands where the lock belongs',
    explanation:
      'The lock is a file that each run makes for itself. A link or a folder in its place is neither followed nor removed. Remove it.',
  },
  'workspace/rolled-back': {
    severity: 'warning',
    title: 'an unfinished run was rolled back',
    explanation:
      'An earlier run was killed before it was complete. Its changes were taken back from its journal, so that the files are exactly those from before it, and the command went on.',
  },
  'workspace/edited-meanwhile': {
    severity: 'warning',
    title: 'a file was edited after an unfinished run',
    explanation:
      'A run was killed, and a file that it had touched was changed before the run could be rolled back. The file was left as it is; what stood there before the run is in `.taskplan/conflicts/`.',
  },
  'workspace/unfinished-run': {
    severity: 'warning',
    title: 'an earlier run was not finished',
    explanation:
      'A journal of a run that was killed is present. The next command that writes rolls it back; commands that only look leave it alone.',
  },
  'workspace/journal-damaged': {
    severity: 'error',
    title: 'the journal of an unfinished run cannot be read',
    explanation:
      'A run was killed and the record of what it was doing is damaged, so it is not known what to take back. Compare the files with version control, then remove the journal named.',
  },
  'workspace/changed-underneath': {
    severity: 'error',
    title: 'a file changed while the run was going on',
    explanation:
      'Just before a file is replaced it is compared with what the run had read. It differed, so everything the run had done was taken back and nothing was changed. Run the command again.',
  },
  'workspace/write-failed': {
    severity: 'error',
    title: 'a file could not be written',
    explanation:
      'Writing failed, for instance because the disk is full or a folder may not be written. Everything the run had done was taken back.',
  },
  'workspace/roll-back-failed': {
    severity: 'error',
    title: 'a failed run could not be taken back at once',
    explanation:
      'A run failed, and taking its changes back failed too. Its journal is kept; the next command that writes tries again.',
  },
  'workspace/read-only': {
    severity: 'error',
    title: 'a file that would change is read-only',
    explanation:
      'Files without write permission are never replaced and never made writable. Nothing was written.',
  },
  'workspace/unreadable': {
    severity: 'error',
    title: 'a file cannot be read',
    explanation:
      'A file that may have to change cannot be read, so it cannot be told whether it holds edits of yours. Nothing was written.',
  },
  'workspace/linked-parent': {
    severity: 'error',
    title: 'a folder on the way to a file is a link',
    explanation:
      'Links are never followed when files are written, because they may lead out of the workspace. Replace the link by a folder, or give the service another place.',
  },
  'workspace/parent-not-directory': {
    severity: 'error',
    title: 'a file stands where a folder is needed',
    explanation:
      'A path leads through something that is no folder. Move it away, or change the path in the plan.',
  },
  'workspace/unsafe-path': {
    severity: 'error',
    title: 'a path may not be written',
    explanation:
      'A path in a change set or a journal leaves the workspace or has a form that is never written. Nothing was done.',
  },
  'workspace/newer-state': {
    severity: 'error',
    title: 'the state was written by a newer version',
    explanation:
      'The files below `.taskplan/` have a format that this version does not know. Update the tool.',
  },
  'workspace/state-damaged': {
    severity: 'error',
    title: 'a file of the state cannot be read',
    explanation:
      'A file below `.taskplan/` is not what the tool writes. Restore it from version control. Nothing is guessed, because a wrong guess could overwrite edits.',
  },
  'workspace/state-entry': {
    severity: 'warning',
    title: 'an entry of the state is not valid',
    explanation:
      'One entry has a path or a hash that is not valid and is left out. Its file counts as yours from now on and is not changed.',
  },
  'workspace/state-merged': {
    severity: 'info',
    title: 'conflict markers in the state were settled',
    explanation:
      'Version control left conflict markers in a file below `.taskplan/services/`. The entries of both sides are kept; where one path has two, either may serve, at worst at the price of an extra conflict.',
  },
  'workspace/answers-differ': {
    severity: 'warning',
    title: 'two branches answered one question differently',
    explanation: 'Version control left two answers for one key. The first is used until you answer again.',
  },
})
