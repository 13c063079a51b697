import { diagnostic } from '../../diagnostics/index.ts'
import { CODES } from './codes.ts'
import { locateIn, locateLine, type Passage } from './passage.ts'
import type { Span } from './proto-tokens.ts'

type Positions = ReadonlyMap<string, readonly Span[]>

/** What protobufjs could not read, at its place. */
export function protoComplaint(error: unknown, passage: Passage, positions: Positions) {
  const text = error instanceof Error ? error.message : String(error)
  const reused = /^(?:duplicate id (\d+)|id (\d+) is reserved) in Type (.+)$/.exec(text)
  if (reused) {
    const number = reused[1] ?? reused[2] ?? ''
    const field = lastWithNumber(passage.text, reused[3] ?? '', number, positions)
    return diagnostic(CODES, 'contract/reused-field-number', {
      message: `field number ${number} of message \`${reused[3]}\` is ${reused[1] ? 'used twice' : 'reserved'}`,
      location: field ? locateIn(passage, field.start, field.end) : locateLine(passage, 1),
      hint: 'give the field the next free number',
      cause: error,
    })
  }
  const line = /\(line (\d+)\)/.exec(text)?.[1]
  const twice = /^duplicate name '([^']*)'/.exec(text)?.[1]
  const again = twice === undefined ? undefined : secondPlace(twice, positions)
  const reason = text.replace(/ ?\(line \d+\)/, '').replace(/^illegal/, 'unexpected')
  const inside = line === undefined ? '' : ` at line ${line} of the block`
  return diagnostic(CODES, 'contract/unparsable', {
    message: `protobuf cannot be read: ${reason.replaceAll("'", '`')}${inside}; its facts are missing`,
    location: again ? locateIn(passage, again.start, again.end) : locateLine(passage, Number(line ?? 1)),
    hint: 'write the block as protoc reads it, without `...`',
    cause: error,
  })
}

function secondPlace(name: string, positions: Positions): Span | undefined {
  for (const [dotted, spans] of positions) {
    if (dotted.split('.').at(-1) === name && spans[1]) return spans[1]
  }
  return undefined
}

function lastWithNumber(text: string, message: string, number: string, positions: Positions) {
  let last: Span | undefined
  for (const [name, spans] of positions) {
    const parts = name.split('.')
    const after = /^\s*=\s*(\w+)/.exec(text.slice(spans[0]?.end ?? 0, (spans[0]?.end ?? 0) + 40))?.[1]
    if (parts.at(-2) === message && after !== undefined && Number(after) === Number(number)) last = spans[0]
  }
  return last
}
