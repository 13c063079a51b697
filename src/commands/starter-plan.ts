import { diagnostic, UserError } from '../diagnostics/index.ts'
import type { Disk } from '../ports.ts'
import { createTemplates } from '../render/index.ts'
import { camel, kebab, shortName, snake, wordsOf } from '../system/names.ts'
import { COMMAND_CODES } from './codes.ts'
import type { Installation } from './verb.ts'

/** Files that do not make a folder somebody's: version control, a readme, a licence, editors. */
const NOBODYS =
  /^(\.git|\.gitignore|\.gitattributes|\.hg|\.jj|\.DS_Store|\.idea|\.vscode|\.zed|\.editorconfig|(readme|licen[cs]e|copying)(\.[a-z]+)?)$/i

/** The longest name for which every generated name stays within the limits of the tools behind it. */
const LONGEST = 60

/** Whether a folder counts as empty for a starter plan. */
export function isEmptyFolder(disk: Disk, folder: string): boolean {
  return (disk.list(folder) ?? []).every((entry) => NOBODYS.test(entry.name))
}

/** What a template of a starter plan may print. */
function viewOf(service: string): Readonly<Record<string, string>> {
  const short = shortName(service)
  return {
    service: short === service ? `${short}-service` : service,
    short,
    slug: kebab(short),
    snake: snake(short),
    camel: camel(short),
    title: wordsOf(short).map(camel).join(' '),
  }
}

function checkName(service: string): void {
  if (/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/.test(service) && service.length <= LONGEST) return
  throw new UserError(
    diagnostic(COMMAND_CODES, 'command/unwritable-starter', {
      message: `\`${service}\` cannot name a service: expected small letters, digits and \`-\`, a letter first, at most ${LONGEST}`,
      hint: 'choose another name',
    }),
  )
}

/** The starter plan of a service: content by path relative to the workspace root. Throws UserError. */
export function starterPlan(
  service: string,
  templates: Installation['templates'],
): ReadonlyMap<string, string> {
  checkName(service)
  const view = viewOf(service)
  const own = `starter/${view.short}`
  const folder = templates.list(own).length > 0 ? own : 'starter/service'
  const engine = createTemplates(templates)
  const files = new Map<string, string>()
  for (const path of templates.list(folder)) {
    const name = path.replace(/\.ejs$/, '')
    const target = name
      .replaceAll('__short__', view.short ?? '')
      .replaceAll('__service__', view.service ?? '')
    files.set(`tasks/prd-${view.slug}/${target}`, engine.render(`${folder}/${name}`, view).text)
  }
  if (files.size > 0) return files
  throw new UserError(
    diagnostic(COMMAND_CODES, 'command/unwritable-starter', {
      message: 'this installation holds no starter plan',
      hint: 'install the package anew',
    }),
  )
}
