import { defineCodes } from '../diagnostics/index.ts'

/** The command line itself. */
export const COMMAND_CODES = defineCodes({
  'plan/manual-task': {
    severity: 'info',
    about: 'plan',
    title: 'a task of no single service that nothing is generated for',
    explanation:
      'A task of the shared scope brings the contracts of the services when its title names protos or contracts, and a package in common when it names shared libraries or common components. Any other is done by hand.',
  },
  'command/unknown-flag': {
    severity: 'error',
    title: 'a flag nobody declared',
    explanation:
      'The command does not know this flag. Nothing was read or written: a mistyped flag must not change what a run does. `--help` lists the flags of a command.',
  },
  'command/unknown-verb': {
    severity: 'error',
    title: 'a command nobody declared',
    explanation: 'The first word names no command. `taskplan --help` lists them.',
  },
  'command/flag-value': {
    severity: 'error',
    title: 'a flag without its value, or with one it does not take',
    explanation:
      'A flag that takes a value was given none, or a switch was given one. A value that starts with a dash is written `--flag=-value`.',
  },
  'command/unexpected-word': {
    severity: 'error',
    title: 'more words than the command takes',
    explanation: 'The command line holds a word that the command has no place for.',
  },
  'command/contradicting-flags': {
    severity: 'error',
    title: 'flags that exclude each other',
    explanation: 'Two of the flags ask for opposite things. Leave one out.',
  },
  'command/flag-of-a-service': {
    severity: 'error',
    title: 'a flag that is an answer of one service',
    explanation:
      '`--modernize` and `--no-modernize` say which packages a service gets, and later runs of that service remember it. What services share lists no packages. Name a service, or leave the flag out.',
  },
  'command/swallowed-flags': {
    severity: 'error',
    title: 'flags that npm kept for itself',
    explanation:
      '`npm create x auth --dry-run` does not pass `--dry-run` on: npm reads it as its own setting. A run that ignored the flag could write where nothing should be written, so it stops. Use `npx`, or put `--` before the flags.',
  },
  'command/unknown-task': {
    severity: 'error',
    title: 'a task id that the plan does not have',
    explanation:
      'The id names no task of the service. Ids are accepted as `4.2`, `auth/4.2`, `auth-service/4.2`, as a range `4.1-4.3`, and as `4` for every subtask of task 4.',
  },
  'command/excluded-task': {
    severity: 'error',
    title: 'a task that the plan excludes',
    explanation: 'The plan marks this task as excluded, so nothing is generated for it.',
  },
  'command/unknown-code': {
    severity: 'error',
    title: 'a diagnostic code that does not exist',
    explanation:
      '`taskplan explain` knows the codes that diagnostics print in brackets, such as `plan/not-found`.',
  },
  'command/not-empty': {
    severity: 'error',
    title: 'no plan, and the folder is not empty',
    explanation:
      'Without a plan a complete starter plan can be written, but only an empty folder gets one without being asked twice. `.git`, a readme, a licence and editor folders do not count. `--starter` insists.',
  },
  'command/no-folder': {
    severity: 'error',
    title: 'the workspace does not exist',
    explanation:
      'The folder named with `--root` is not there, or is no folder. A workspace is never created by a typing error.',
  },
  'command/unwritable-starter': {
    severity: 'error',
    title: 'a starter plan cannot be written',
    explanation:
      'The starter plan is only ever created, never merged: a file of the same name, or a service name that cannot be a folder, stops it.',
  },
  'command/system': {
    severity: 'error',
    title: 'the system refused',
    explanation:
      'The operating system refused to read or write a path: permissions, space, a read-only file system. An unfinished run is rolled back.',
  },
  'command/defect': {
    severity: 'error',
    title: 'a defect of this program',
    explanation:
      'Something happened that the program was not written for. Nothing half-written stays behind. The report names the place; please pass it on.',
  },
  'plan/unknown-service': {
    severity: 'error',
    title: 'a service that the plan does not have',
    explanation:
      'No service of the plan has this name. `auth` means `auth-service`; the beginning of a name never selects a service to write to, it is only suggested.',
  },
  'generator/missing-answer': {
    severity: 'error',
    title: 'answers are missing and nobody is there to ask',
    explanation:
      'The command would have to ask, but there is no terminal, or asking was turned off (`--yes`, `--json`, `--no-input`, `CI`, an agent). Every missing answer is listed with its flag, type, choices and default, and the hint is a command line that works.',
  },
})
