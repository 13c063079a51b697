// The peer: the same service as a copier template, with the name of the service as its only question.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pythonPackages } from '../scripts/python-tools.mjs'

const PINS = ['copier==9.19.1']
/** Delimiters that occur in no generated file. */
const SETTINGS = `_envops:
  block_start_string: "@%"
  block_end_string: "%@"
  variable_start_string: "@="
  variable_end_string: "=@"
  comment_start_string: "@#"
  comment_end_string: "#@"
service:
  type: str
`

export async function makeCopierTemplate(folder, { output, service }) {
  const scripts = await pythonPackages('copier', PINS)
  for (const path of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
    if (!statSync(join(output, path)).isFile()) continue
    const target = join(folder, `${path}.jinja`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, readFileSync(join(output, path), 'utf8').replaceAll(service, '@= service =@'))
  }
  writeFileSync(join(folder, 'copier.yml'), SETTINGS)
  return {
    program: join(scripts, 'copier'),
    args: (target) => ['copy', '--quiet', '--defaults', '--data', `service=${service}`, folder, target],
  }
}
