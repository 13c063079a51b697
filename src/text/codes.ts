import { defineCodes } from '../diagnostics/index.ts'

export const TEXT_CODES = defineCodes({
  'text/not-utf8': {
    severity: 'error',
    title: 'a file is not UTF-8',
    explanation:
      'Plans are read as UTF-8, with or without a byte order mark. The byte named is the first one that is not part of a UTF-8 character; the file is left out.',
  },
  'text/too-large': {
    severity: 'error',
    title: 'a file is too large to be read',
    explanation: 'A document of a plan may hold 16 MB. A larger file is left out, with everything it says.',
  },
  'text/unclosed-fence': {
    severity: 'warning',
    about: 'plan',
    title: 'a code fence is never closed',
    explanation:
      'A code fence that is open at the end of the file would hide everything below it. The opening line is ignored and the rest is read as text. A fence that quotes other fences needs more backticks than they have.',
  },
  'text/unreadable-front-matter': {
    severity: 'error',
    about: 'plan',
    title: 'the front matter is not YAML',
    explanation:
      'The lines between the two `---` at the top of a file are YAML: one `key: value` a line. Values with `: ` or a leading `[`, `{`, `*`, `&`, `@` need quotes. The keys of this file count as missing.',
  },
  'text/unreadable-yaml': {
    severity: 'error',
    about: 'plan',
    title: 'a YAML text cannot be read',
    explanation:
      'A YAML block or file breaks the rules of YAML 1.2, repeats a key, nests deeper than 100 levels or uses too many aliases. What it says is missing from the plan.',
  },
  'text/misplaced-front-matter': {
    severity: 'info',
    about: 'plan',
    title: 'front matter stands in an unusual place',
    explanation:
      'The status of a task belongs into the front matter at line 1. Here it stands inside a code fence or as headings; it was read all the same.',
  },
})
