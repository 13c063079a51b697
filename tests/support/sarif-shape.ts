/** What SARIF 2.1.0 allows of the parts that `lint --sarif` writes: every property, and which must be there. */

type Check = (value: unknown, at: string) => readonly string[]

const text: Check = (value, at) => (typeof value === 'string' && value !== '' ? [] : [`${at} is no text`])

const anyText: Check = (value, at) => (typeof value === 'string' ? [] : [`${at} is no string`])

const word =
  (...words: readonly string[]): Check =>
  (value, at) =>
    words.includes(String(value)) ? [] : [`${at} is ${JSON.stringify(value)}`]

const count =
  (least: number): Check =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= least ? [] : [`${at} is ${JSON.stringify(value)}`]

const list =
  (each: Check, { least = 0, unique = false } = {}): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return [`${at} is no list`]
    const isUnique = !unique || new Set(value.map((one) => JSON.stringify(one))).size === value.length
    return [
      ...(value.length < least ? [`${at} has ${value.length} of ${least}`] : []),
      ...(isUnique ? [] : [`${at} repeats itself`]),
      ...value.flatMap((one, index) => each(one, `${at}[${index}]`)),
    ]
  }

/** Names that end in `?` may be missing. */
function object(parts: Readonly<Record<string, Check>>): Check {
  const checks = new Map(Object.entries(parts).map(([name, check]) => [name.replace('?', ''), check]))
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`]
    const given: Readonly<Record<string, unknown>> = { ...value }
    const missing = Object.keys(parts).filter((name) => !name.endsWith('?') && !Object.hasOwn(given, name))
    return [
      ...missing.map((name) => `${at} has no ${name}`),
      ...Object.entries(given).flatMap(([name, one]) => {
        const check = checks.get(name)
        return check ? check(one, `${at}.${name}`) : [`${at}.${name} is unknown`]
      }),
    ]
  }
}

const both =
  (one: Check, other: Check): Check =>
  (value, at) => [...one(value, at), ...other(value, at)]

const message = object({ text })
const level = word('none', 'note', 'warning', 'error')

const region = both(
  object({ startLine: count(1), startColumn: count(1), endLine: count(1), endColumn: count(1) }),
  (value, at) => {
    const { startLine, startColumn, endLine, endColumn } = Object(value)
    const isForward = startLine < endLine || (startLine === endLine && startColumn <= endColumn)
    return isForward ? [] : [`${at} ends before it starts`]
  },
)

/** An absolute address has no base; a relative one is of the root of the sources. */
const artifactLocation = both(object({ uri: anyText, 'uriBaseId?': word('%SRCROOT%') }), (value, at) => {
  const { uri, uriBaseId } = Object(value)
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(uri)
  const isReference = URL.canParse(uri, 'file:///base/') && /^[\w!#$&'()*+,./:;=?@~%-]*$/.test(uri)
  return isReference && !uri.startsWith('/') && isAbsolute === (uriBaseId === undefined)
    ? []
    : [`${at} is ${JSON.stringify(value)}`]
})

const physicalLocation = object({ artifactLocation, region })
const location = object({ physicalLocation, 'message?': message, 'id?': count(0) })

const fix = object({
  'description?': message,
  artifactChanges: list(
    object({
      artifactLocation,
      replacements: list(object({ deletedRegion: region, 'insertedContent?': object({ text: anyText }) }), {
        least: 1,
      }),
    }),
    { least: 1, unique: true },
  ),
})

const rule = object({
  id: text,
  'shortDescription?': message,
  'fullDescription?': message,
  'help?': message,
  'defaultConfiguration?': object({ level }),
})

const result = object({
  ruleId: text,
  ruleIndex: count(0),
  level,
  message,
  locations: list(location),
  'relatedLocations?': list(location, { unique: true }),
  'fixes?': list(fix, { unique: true }),
})

const run = object({
  tool: object({ driver: object({ name: text, 'version?': text, 'rules?': list(rule, { unique: true }) }) }),
  columnKind: word('utf16CodeUnits'),
  results: list(result),
})

/** Everything that is not as the standard wants it; empty where nothing is. */
export const sarifFaults = (log: unknown): readonly string[] =>
  object({ $schema: text, version: word('2.1.0'), runs: list(run) })(log, 'log')
