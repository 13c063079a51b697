/** Packages as prose lists them: `FastAPI 0.104+, SQLAlchemy 2.0 (async), Pydantic v2`. */
import { splitTop } from '../../beside/column-type.ts'
import type { PackageRequirement } from '../../facts.ts'
import type { TechnicalChoice } from '../../plan.ts'

const PACKAGE =
  /^([A-Za-z][A-Za-z0-9._-]{0,60}?)(?:\[([A-Za-z0-9_, -]{1,80})\])?[ \t]{0,3}(?:v?(>=|==|~=|<=|>|<|≥|\^)?[ \t]{0,2}v?(\d{1,4}(?:\.\d{1,4}){0,3})(\.x|\+|\.\*)?)?$/
/** Servers, languages and parts of Python that prose lists among the packages. */
const NO_PACKAGES: ReadonlySet<string> = new Set(
  (
    'python postgresql postgres sqlite sqlite3 mysql mariadb mongodb docker kubernetes k8s dapr nginx kafka rabbitmq ' +
    'asyncio json pathlib argparse typing dataclasses logging re os sys datetime csv none n/a git helm minikube ' +
    'github unittest openai-api standard stdlib rest http cli unit integration contract tests testing'
  ).split(' '),
)

export function readRequirements(
  choice: TechnicalChoice | undefined,
  group: PackageRequirement['group'],
): readonly PackageRequirement[] {
  if (!choice) return []
  const found = new Map<string, PackageRequirement>()
  for (const part of splitTop(choice.text.slice(0, 2000).replaceAll(';', ','), ',')) {
    const match = PACKAGE.exec(withoutNotes(part))
    const written = match?.[1]
    if (written === undefined) continue
    const name = written.toLowerCase().replace(/[-_.]+/g, '-')
    if (NO_PACKAGES.has(name) || found.has(name)) continue
    const extras = (match?.[2] ?? '').split(',').flatMap((extra) => extra.trim() || [])
    const specifier = specifierOf(match?.[3], match?.[4], match?.[5])
    found.set(name, { name, extras, specifier, group, origin: choice.origin })
  }
  return [...found.values()]
}

function withoutNotes(part: string): string {
  return part
    .replace(/[`*]/g, '')
    .replace(/[ \t]*\([^()]{0,200}\)/g, '')
    .replace(/^[ \t]*(?:and|e|и)[ \t]+/, '')
    .replace(/[ \t]+(?:[-–—]|for|with|per)[ \t].*$/, '')
    .trim()
    .replace(/\.$/, '')
}

function specifierOf(operator = '', version = '', open = ''): string {
  if (version === '') return ''
  const [major = '0', minor] = version.split('.')
  if (open === '.x' || open === '.*') {
    const next = minor === undefined ? String(Number(major) + 1) : `${major}.${Number(minor) + 1}`
    return `>=${version},<${next}`
  }
  return `${/^(?:==|~=|<=|<|>)$/.test(operator) ? operator : '>='}${version}`
}

/** `>=3.11` of `Python 3.11+`. */
export function requiredPython(text: string): string | undefined {
  const version = /python[ \t]{0,3}(?:≥|>=|v)?[ \t]{0,3}(3\.\d{1,2})(?!\d)/i.exec(text)?.[1]
  return version === undefined ? undefined : `>=${version}`
}
