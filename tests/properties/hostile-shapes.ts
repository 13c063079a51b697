/** Texts that take a careless reader time without end, by their length. */

type Shape = (length: number) => string

const repeat =
  (unit: string, before = '', after = ''): Shape =>
  (length) =>
    before + unit.repeat(Math.ceil(length / unit.length)) + after

/** Lines until the length is reached. */
function lines(line: (index: number) => string, before = ''): Shape {
  return (length) => {
    const made: string[] = [before]
    for (let size = 0, index = 1; size < length; index += 1) {
      const text = line(index)
      made.push(text)
      size += text.length + 1
    }
    return made.join('\n')
  }
}

const TASK = '- [ ] T001 '
const ORDER = '## Dependencies\n\n'

/** One of everything that the readers know. */
export const EVERYTHING = `## Phase 1: Setup (Priority: P1)

- [ ] T001 [P] [US1] Create \`src/{a,b}/c.py\` (depends on T002)
  - Depends on: T001-T003
**Checkpoint**: done

## Dependencies

- Phase 2 depends on Phase 1, all user stories after Setup

| Task | Depends on |
|---|---|
| T001 | T002 |

\`\`\`text
T001 --> T002
  └── T003
\`\`\`

<task_context>
<type>x</type>
</task_context>

### Task 2.1: x
- [x] 4.1 Subtask \`src/x.py\`
> quote
<!-- a comment -->
### POST /api/things
\`\`\`yaml
a: [1, {b: 2}]
\`\`\`

### Entity: Thing
| Field | Type |
|---|---|
| id | uuid |

`

export const SHAPES: Readonly<Record<string, Shape>> = {
  'opening brackets': repeat('['),
  'opening brackets in a task': repeat('[', TASK),
  'labels in a task': repeat('[P] ', TASK),
  'labels at the end of a task': repeat('[P]', `${TASK}x `),
  backticks: repeat('`'),
  'words in backticks': repeat('`a ', TASK),
  'fences never closed': lines((index) => `\`\`\`a${index}`),
  'fences that quote': repeat('```markdown\n'),
  'fences of all lengths': repeat('```\n````\n'),
  quotes: repeat('> '),
  'deep quotes': lines((index) => `${'>'.repeat(index % 500)} a`),
  'deep lists': lines((index) => `${'  '.repeat(index % 10_000)}- a`),
  'brackets of all kinds': repeat('[](){}<>'),
  'one line': repeat('word '),
  'one long task': repeat('src/a.py ', TASK),
  'one long word': repeat('a/', TASK),
  emphasis: repeat('*', TASK),
  headings: repeat('# a\n'),
  'phases that block all others': lines((index) => `## Phase ${index}: Core (P1) blocks all phases`),
  'phases of one title': lines((index) => `## Phase ${index}: Setup blocks setup\n- [ ] T${index % 99999} a`),
  underlines: repeat('a\n---\n'),
  tables: repeat('|a|b|\n|-|-|\n'),
  pipes: repeat('|', '', '\n|-|'),
  'rows about everything': repeat(
    '| all phases | everything |\n',
    `${ORDER}| Task | Depends on |\n|---|---|\n`,
  ),
  'comments never closed': repeat('<!-- a\n'),
  'comments in backticks': repeat('`<!-- a\n', '', '-->'),
  'tags never closed': repeat('<a>\n'),
  'tags in tags': (length) => {
    const names = Array.from({ length: length / 14 }, (_, index) => `t${index}`)
    return [...names.map((name) => `<${name}>`), ...names.reverse().map((name) => `</${name}>`)].join('\n')
  },
  'front matter never closed': repeat('a: 1\n', '---\n'),
  'keys without end': (length) => `---\n${lines((index) => `k${index}: v`)(length)}\n---\n`,
  'deep flow': repeat('[', '---\na: ', '\n---\n'),
  'deep mappings': (length) => {
    const keys = Array.from({ length: Math.sqrt(2 * length) }, (_, index) => `${' '.repeat(index)}a:`)
    return `---\n${keys.join('\n')}\n---\n`
  },
  ranges: repeat('T001-T999999 '),
  'ranges in tasks': lines((index) => `- [ ] T${index % 99999} a (after T001-T499)`),
  'everything waits': repeat('- all tasks depends on everything\n', `- [ ] T001 a\n- [ ] T002 b\n${ORDER}`),
  arrows: repeat('→', ORDER),
  'arrows of tasks': repeat('T001 → ', `${ORDER}- `),
  'drawn arrows': repeat('T001 -> T002 ->\n', `${ORDER}\`\`\`\n`, '```\n'),
  'drawn trees': lines((index) => `${' '.repeat(index % 900)}└── T001`, `${ORDER}\`\`\``),
  braces: repeat('{a,b}', TASK),
  'braces in words': repeat('src/{a,b}{a,b}{a,b}{a,b}{a,b}.py ', TASK),
  'words of order': repeat('after once needs until ', `${ORDER}- `),
  'NUL characters': repeat('\0'),
  'carriage returns': repeat('\r'),
  blanks: repeat(' ', '', 'a'),
  'lines of blanks': lines(() => `a${' '.repeat(5000)}b`),
  'the same id': repeat('- [ ] T001 a\n'),
  'tasks without boxes': repeat('- T001 a\n'),
  'one entity told again and again': lines(
    (index) => `## User\n\n| Field | Type |\n|---|---|\n| f${index} | int |\n`,
  ),
  'tasks as headings': lines((index) => `### Task ${index}: a\n- [ ] step`),
  everything: repeat(EVERYTHING),
}
