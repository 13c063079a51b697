/** Another's rules, stricter than those the service brings: all of ruff, and what is let through, each with its reason. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pythonTools } from '../../../scripts/python-tools.mjs'
import { REPOSITORY, runProgram } from '../harness.ts'

export const STRICT_MYPY = join(REPOSITORY, 'tests/e2e/support/strict/mypy.ini')

interface Allowance {
  readonly rule: string
  /** Glob below the service; everywhere where absent. */
  readonly where?: string
  /** The most that may be there; as many as there are files or tests where absent. */
  readonly ceiling?: number
  readonly reason: string
}

const ALLOWANCES: readonly Allowance[] = [
  { rule: 'CPY001', reason: 'the plan names no owner of the code' },
  { rule: 'COM812', reason: 'in conflict with the formatter' },
  { rule: 'D107', ceiling: 52, reason: 'the class says what its constructor takes' },
  { rule: 'EM101', reason: 'opinion: each stub names its task where it is raised' },
  { rule: 'EM102', ceiling: 15, reason: 'opinion, as EM101' },
  { rule: 'TRY003', ceiling: 25, reason: 'opinion, as EM101' },
  { rule: 'ANN401', where: 'src/grpc/interceptors/*', ceiling: 12, reason: 'gRPC handlers take any message' },
  { rule: 'ANN401', where: 'src/repositories/*', ceiling: 1, reason: 'a primary key has any type' },
  { rule: 'ANN401', where: 'src/*', ceiling: 7, reason: 'what is logged, connected or handled has any type' },
  {
    rule: 'SLF001',
    where: 'src/events/*',
    ceiling: 1,
    reason: 'aiokafka has no public way to give batches up',
  },
  { rule: 'TRY400', where: 'src/events/*', ceiling: 1, reason: 'a refused topic needs no traceback' },
  { rule: 'ARG001', where: 'src/*', ceiling: 16, reason: 'a stub does not use its arguments' },
  { rule: 'ARG002', where: 'src/*', ceiling: 17, reason: 'a stub does not use its arguments' },
  { rule: 'N802', where: 'src/grpc/servicers/*', reason: 'rpc names are CamelCase' },
  { rule: 'N802', where: 'tests/fakes/*', reason: 'rpc names are CamelCase' },
  { rule: 'D106', where: 'tests/factories/*', ceiling: 2, reason: 'factory-boy configures by a class Meta' },
  { rule: 'S105', where: 'tests/factories/*', ceiling: 1, reason: 'no secret of anybody' },
  { rule: 'ANN401', where: 'tests/*', ceiling: 22, reason: 'the published gRPC stubs are untyped there' },
  { rule: 'ARG001', where: 'tests/*', ceiling: 19, reason: 'a test offers what its writer will arrange' },
  { rule: 'ARG002', where: 'tests/*', ceiling: 9, reason: 'a fake keeps the signature of its port' },
  { rule: 'D100', where: 'tests/*', reason: 'tests say by their names what they show' },
  { rule: 'D101', where: 'tests/*', reason: 'tests say by their names what they show' },
  { rule: 'D102', where: 'tests/*', reason: 'tests say by their names what they show' },
  { rule: 'D103', where: 'tests/*', reason: 'tests say by their names what they show' },
  { rule: 'FBT001', where: 'tests/*', ceiling: 4, reason: 'pytest passes parameters by their names' },
  { rule: 'INP001', where: 'tests/*', reason: 'tests are imported by file, not as packages' },
  { rule: 'INP001', where: 'migrations/*', ceiling: 2, reason: 'Alembic loads revisions by file' },
  { rule: 'PLR2004', where: 'tests/*', reason: 'status codes are clearer than names for them' },
  { rule: 'S101', where: 'tests/*', reason: 'pytest is made of assert' },
  { rule: 'S106', where: 'tests/*', reason: 'no secret of anybody' },
]

const HEAD = `line-length = 120
target-version = "py311"
extend-exclude = ["src/grpc/gen"]

[lint]
select = ["ALL"]
`
const TAIL = `
[lint.isort]
known-first-party = ["src", "scripts", "tests"]
known-third-party = ["grpc"]

[lint.pydocstyle]
convention = "google"
`

/** Writes the configuration with the allowances into a folder. Returns its path. */
export function writeStrictRuff(folder: string): string {
  const everywhere = ALLOWANCES.filter(({ where }) => !where).map(({ rule }) => `    "${rule}",\n`)
  const places = [...new Set(ALLOWANCES.flatMap(({ where }) => where ?? []))].map((where) => {
    const rules = ALLOWANCES.filter((allowance) => allowance.where === where).map(({ rule }) => `"${rule}"`)
    return `"${where}*" = [${rules.join(', ')}]\n`
  })
  const path = join(folder, 'strict-ruff.toml')
  const ignores = `ignore = [\n${everywhere.join('')}]\n\n[lint.per-file-ignores]\n${places.join('')}`
  writeFileSync(path, HEAD + ignores + TAIL)
  return path
}

export interface Allowed extends Allowance {
  readonly count: number
}

/** How often each allowance is needed, by ruff without any of them. Findings beyond them are in `rest`. */
export async function countAllowances(
  dir: string,
): Promise<{ readonly allowed: readonly Allowed[]; readonly rest: readonly string[] }> {
  const path = join(dir, '.results/all-ruff.toml')
  writeFileSync(path, HEAD + TAIL)
  const { ruff } = await pythonTools()
  const args = ['check', '--no-cache', '--exit-zero', '--output-format=concise', '--config', path, '.']
  const { stdout } = await runProgram(ruff, args, { cwd: dir })
  const findings = [...stdout.matchAll(/^(\S+?):\d+:\d+: ([A-Z]+\d+) /gm)].map(([line, file = '', rule]) => ({
    line,
    rule,
    allowance: ALLOWANCES.find(
      (allowance) =>
        allowance.rule === rule && (!allowance.where || file.startsWith(allowance.where.slice(0, -1))),
    ),
  }))
  return {
    allowed: ALLOWANCES.map((allowance) => ({
      ...allowance,
      count: findings.filter((finding) => finding.allowance === allowance).length,
    })),
    rest: findings.filter(({ allowance }) => !allowance).map(({ line }) => line),
  }
}

/** What the service itself asks the tools to overlook. */
export function countSuppressions(dir: string): Readonly<Record<string, number>> {
  const texts = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.py') && !path.includes('grpc/gen/'))
    .map((path) => readFileSync(join(dir, path), 'utf8'))
  const count = (pattern: RegExp) => texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0)
  const project = readFileSync(join(dir, 'pyproject.toml'), 'utf8')
  const listed = (name: string) =>
    [...(new RegExp(`^${name} = \\[([^\\]]*)\\]`, 'm').exec(project)?.[1] ?? '').matchAll(/"[^"]*"/g)].length
  return {
    'type: ignore': count(/#\s*type:\s*ignore/g),
    noqa: count(/#\s*(ruff:\s*)?noqa/g),
    'pragma: no cover': count(/pragma:\s*no\s*cover/g),
    'rules of ruff ignored': listed('ignore'),
    'coverage omits': listed('omit'),
    'coverage exclusions': listed('exclude_also'),
    'modules without types': [...project.matchAll(/^ignore_missing_imports = true/gm)].length,
    'errors of mypy turned off': [...project.matchAll(/^disable_error_code/gm)].length,
  }
}
