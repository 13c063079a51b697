/** A contract that is read and written again is the same contract: protoc makes the same descriptor of both. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { protoText } from '../../generators/views/contract/proto-text.ts'
import { pythonPackages } from '../../scripts/python-tools.mjs'
import { Diagnostics } from '../../src/diagnostics/index.ts'
import { readProtoFile } from '../../src/plan/beside/index.ts'
import { createDocument } from '../../src/text/document.ts'
import { runProgram } from '../e2e/harness.ts'
import { hasShared, listShared, readShared } from '../support/shared.ts'

const folder = mkdtempSync(join(tmpdir(), 'taskplan-protos-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SCALARS = [
  'string',
  'bytes',
  'bool',
  'int32',
  'sint64',
  'fixed32',
  'double',
  'google.protobuf.Timestamp',
]
const scalar = fc.constantFrom(...SCALARS)

/** Any of them, joined in brackets or as statements; the custom ones are of the file `own.proto`. */
const someOf = (options: readonly string[]) => fc.subarray([...options])
const statements = (options: readonly string[]) =>
  someOf(options).map((told) => told.map((option) => `option ${option};`).join('\n'))
const brackets = (options: readonly string[]) =>
  someOf(options).map((told) => (told.length > 0 ? ` [${told.join(', ')}]` : ''))

const ON_FIELD = [
  'deprecated = true',
  'json_name = "other-NAME"',
  'debug_redact = true',
  '(own.v1.note) = "a, b; [c] {d}"',
  '(own.v1.rule) = { least: -3, names: ["x", "y"] /* no end } */ inner { least: 4 } }',
  '(own.v1.rule).most = 1.5e+3',
  '(own.v1.tags) = \'say "hi"\', (own.v1.tags) = "two " "halves\\n\\x41"',
]
const ON_FILE = [
  'go_package = "example.com/p;p"',
  'java_package = "com.example.p"',
  'java_outer_classname = "P"',
  'java_multiple_files = true',
  'optimize_for = CODE_SIZE',
  'cc_enable_arenas = false',
  'csharp_namespace = "Example.P"',
  'objc_class_prefix = "EXP"',
  'php_namespace = "Example\\\\P"',
  'ruby_package = "Example::P"',
  'deprecated = true',
  '(own.v1.team) = "desk"',
]
const ON_MESSAGE = ['deprecated = true', '(own.v1.table) = { name: "t" keys: 1 keys: 2 }']
const ON_METHOD = [
  'deprecated = true',
  'idempotency_level = NO_SIDE_EFFECTS',
  '(own.v1.http) = {\n  get: "/v1/{id=things/*}" // not the end: };\n  body: "*"\n}',
]
const ON_VALUE = ['deprecated = true', '(own.v1.label) = "one"']
const options = fc.record({
  file: statements(ON_FILE),
  service: statements(['deprecated = true', '(own.v1.host) = "desk.example.com"']),
  method: statements(ON_METHOD),
  message: statements(ON_MESSAGE),
  enumeration: statements(['allow_alias = true', 'deprecated = true']),
  value: brackets(ON_VALUE),
})

const OWN = `syntax = "proto3";
package own.v1;
import "google/protobuf/descriptor.proto";
message Rule { int32 least = 1; double most = 2; repeated string names = 3; Rule inner = 4; }
message Table { string name = 1; repeated int32 keys = 2; }
message Http { string get = 1; string body = 2; }
extend google.protobuf.FileOptions { string team = 50001; }
extend google.protobuf.ServiceOptions { string host = 50001; }
extend google.protobuf.MethodOptions { Http http = 50001; }
extend google.protobuf.MessageOptions { Table table = 50001; }
extend google.protobuf.OneofOptions { bool strict = 50001; }
extend google.protobuf.EnumValueOptions { string label = 50001 [deprecated = true]; }
extend google.protobuf.FieldOptions {
  string note = 50001;
  Rule rule = 50002;
  repeated string tags = 50003;
}
`

/** One field line, at the number of its place. */
const plainField = fc.oneof(
  fc
    .tuple(fc.constantFrom('', 'repeated ', 'optional '), scalar)
    .map(([label, type]) => `${label}${type} NAME = NUMBEROPTIONS;`),
  fc
    .tuple(fc.constantFrom('int32', 'double', 'bool'), fc.boolean())
    .map(([type, on]) => `repeated ${type} NAME = NUMBER [packed = ${on}];`),
  fc.constantFrom('JS_STRING', 'JS_NORMAL').map((jstype) => `int64 NAME = NUMBER [jstype = ${jstype}];`),
  scalar.map((type) => `map<string, ${type}> NAME = NUMBEROPTIONS;`),
  fc.constantFrom('Inner', 'Kind', 'Outer').map((type) => `${type} NAME = NUMBEROPTIONS;`),
  fc.constant('Inner NAME = NUMBER [lazy = true, unverified_lazy = true];'),
  fc
    .tuple(scalar, scalar, statements(['(own.v1.strict) = true']))
    .map(([a, b, told]) => `oneof NAME {\n ${told} ${a} NAME_a = NUMBEROPTIONS;\n ${b} NAME_b = NEXT;\n}`),
)
const field = fc
  .tuple(plainField, brackets(ON_FIELD))
  .map(([text, told]) => text.replace('OPTIONS', () => told))

const body = fc.array(field, { maxLength: 5 }).map((fields) =>
  fields
    .map((text, at) =>
      text
        .replaceAll('NAME', `f${at}`)
        .replaceAll('NUMBER', `${at * 10 + 11}`)
        .replaceAll('NEXT', `${at * 10 + 12}`),
    )
    .join('\n'),
)

const contract = fc.record({
  outer: body,
  second: body,
  reserved: fc.constantFrom(
    '',
    'reserved 2;',
    'reserved 3 to 5, 7;',
    'reserved 1000 to max;',
    'reserved "gone";',
  ),
  streams: fc.tuple(fc.boolean(), fc.boolean()),
  comment: fc.constantFrom('', '// What it is for'),
  options,
  kind: fc.constantFrom('', 'public ', 'weak '),
})

function sourceOf(
  {
    outer,
    second,
    reserved,
    streams,
    comment,
    options: told,
    kind,
  }: typeof contract extends fc.Arbitrary<infer T> ? T : never,
  at: number,
) {
  const [asks, answers] = streams.map((on) => (on ? 'stream ' : ''))
  return `syntax = "proto3";
package p${at}.v1;
import "google/protobuf/timestamp.proto";
import ${kind}"google/protobuf/empty.proto";
import "own.proto";
${told.file}
${comment}
service Desk {
  ${told.service}
  rpc Ask(${asks}Outer) returns (${answers}Second) { ${told.method} }
  rpc Forget(Outer.Inner) returns (google.protobuf.Empty);
}
message Outer {
  ${told.message}
  ${reserved}
  enum Kind { KIND_UNSPECIFIED = 0; KIND_DEEP = 1; }
  message Inner { string code = 1; Kind kind = 2; }
  ${outer}
}
message Second {
  ${second.replace(/\b(Inner|Kind) /g, 'Outer.$1 ')}
}
enum Whole {
  ${told.enumeration}
  ${reserved === 'reserved 2;' ? 'reserved -9 to -4, 1000 to max; reserved "WHOLE_LOST";' : ''}
  WHOLE_UNSPECIFIED = 0${told.value};
  WHOLE_ONE = 5;
  ${told.enumeration.includes('allow_alias') ? 'WHOLE_FIRST = 5;' : ''}
}
`
}

/**
 * Field by field, and says what kinds of difference there are. Two are expected, and neither is meaning:
 * - \`nested_type\`: the entry message that protoc makes of a map stands where the field does, and the text written
 *   again has the nested messages first. A field names its type (\`type_name: ".p0.v1.Outer.Inner"\`), nothing counts.
 * - \`dependency\`: imports are written sorted. \`public_dependency\` and \`weak_dependency\` count them; the files they
 *   count are compared.
 * Options are compared as bytes, those of one's own with them; an empty body, \`rpc A(B) returns (C) {}\`, tells none.
 */
const COMPARE = `
import sys
from grpc_tools import protoc
from importlib.resources import files
from google.protobuf.descriptor_pb2 import FileDescriptorSet
kinds = set()
def compare(a, b):
    place = a.DESCRIPTOR.name
    for field in a.DESCRIPTOR.fields:
        one, other = getattr(a, field.name), getattr(b, field.name)
        kind = f"{place}.{field.name}"
        if not field.is_repeated:
            if field.name == "options":
                if one.SerializeToString(deterministic=True) != other.SerializeToString(deterministic=True): kinds.add(kind)
            elif a.HasField(field.name) != b.HasField(field.name): kinds.add(kind)
            elif field.message_type: compare(one, other)
            elif one != other: kinds.add(kind)
            continue
        if field.name in ("public_dependency", "weak_dependency"):
            one, other = sorted(a.dependency[at] for at in one), sorted(b.dependency[at] for at in other)
        one, other = list(one), list(other)
        key = (lambda item: item.name) if field.message_type and "name" in field.message_type.fields_by_name else str
        if sorted(map(key, one)) != sorted(map(key, other)): kinds.add(kind)
        elif [*map(key, one)] != [*map(key, other)]: kinds.add("order of " + kind)
        if field.message_type:
            for x, y in zip(sorted(one, key=key), sorted(other, key=key)): compare(x, y)
sets = []
names = sys.argv[4:]
for folder in sys.argv[1:3]:
    out = f"{folder}/all.binpb"
    roots = [f"-I{folder}", f"-I{sys.argv[3]}", f"-I{files('grpc_tools') / '_proto'}"]
    if protoc.main(["", *roots, f"--descriptor_set_out={out}", *names]):
        raise SystemExit(f"{folder} cannot be compiled")
    sets.append(FileDescriptorSet.FromString(open(out, "rb").read()))
    assert sorted(file.name for file in sets[-1].file) == sorted(names)
compare(*sets)
print("\\n".join(sorted(kinds)))
`

/** What people write and chance does not: one file that imports another, each construct at least once. */
const WRITTEN: readonly string[] = [
  `syntax = "proto3";
package q0.v1;
import "q1.proto";
/* Keeps boxes,
   many of them. */
service Shelf {
  // Puts one away.
  rpc Put(stream Box) returns (q1.v1.Receipt);
  rpc Watch(Box.Label) returns (stream Box);
  rpc Talk(stream Box) returns (stream q1.v1.Receipt);
}
message Box {
  reserved 4, 9 to 11, 900 to max;
  reserved "weight", "height";
  string id = 1; // its number
  optional int64 grams = 20;
  repeated Label labels = 3;
  map<int32, Label> by_row = 5;
  oneof place { string row = 7; q1.v1.Spot spot = 8; Size size = 12; }
  oneof owner { bool is_lent = 13; }
  message Label { message Ink { Tone tone = 1; enum Tone { TONE_UNSPECIFIED = 0; TONE_DARK = 40; } } Ink ink = 2; Box box = 3; }
  enum Size { SIZE_UNSPECIFIED = 0; SIZE_BIG = 7; SIZE_LOST = -3; }
}
message Nothing {}
`,
  `syntax = "proto3";
package q1.v1;
message Receipt { repeated double parts = 2; bytes seal = 1; }
message Spot { sfixed64 x = 1; float y = 3; }
`,
  `syntax = "proto3";
package q2.v1;
message Early { option (q2.v1.late) = 3; Weight weight = 1 [(Scale.unit) = GRAM]; }
import weak "google/protobuf/any.proto";
import public "google/protobuf/duration.proto";
import "google/protobuf/descriptor.proto";
option (q2.v1.made) = { at { seconds: 5 } kinds: [GRAM, TON]; };
extend google.protobuf.MessageOptions { optional int32 late = 50011 [deprecated = true]; }
extend google.protobuf.FileOptions { Weight made = 50011; }
message Scale {
  extend google.protobuf.FieldOptions { Unit unit = 50012; repeated Part parts = 50013; }
  message Part {}
}
message Weight { google.protobuf.Duration at = 1; repeated Unit kinds = 2; }
enum Unit {
  option deprecated = true;
  GRAM = 0 [deprecated = true];
  TON = 1;
  reserved 2, 5 to 9;
  reserved "STONE";
}
service Scales {
  option deprecated = true;
  rpc Weigh(Weight) returns (Weight) { option idempotency_level = IDEMPOTENT; option deprecated = true; }
}
`,
]

const messages = (...names: readonly string[]) => names.map((name) => `message ${name} {}`).join('\n')

/** What public plans import from elsewhere, as far as they use it. */
const ABSENT: Readonly<Record<string, string>> = {
  'google/api/annotations.proto': `syntax = "proto3";
package google.api;
import "google/protobuf/descriptor.proto";
message HttpRule { string get = 2; string put = 3; string post = 4; string delete = 5; string patch = 6; string body = 7; }
extend google.protobuf.MethodOptions { HttpRule http = 72295728; }
`,
  'google/ai/generativelanguage/v1beta/generative_service.proto': `syntax = "proto3";
package google.ai.generativelanguage.v1beta;
${messages('GenerateContentRequest', 'GenerateContentResponse')}
`,
  'common.proto': `syntax = "proto3";
package roads.v1;
${messages('AlertType', 'AlertSeverity', 'Coordinates', 'RoadStatus', 'CongestionLevel')}
${messages('ListRoadsRequest', 'GetRoadRequest')}
`,
}

describe('protos', { timeout: 300_000 }, () => {
  test('read and written again compile to the same descriptor', async () => {
    const contracts = fc.sample(contract, { numRuns: 60, seed: 7 })
    const sources = [...contracts.map(sourceOf), ...WRITTEN.map(numbered)]
    await roundTrip('own.proto', OWN)
    for (const [at, source] of sources.entries()) await roundTrip(`p${at}.proto`, source)
    expect(await differences(['own.proto', ...sources.map((_, at) => `p${at}.proto`)])).toEqual([
      'order of DescriptorProto.nested_type',
      'order of FileDescriptorProto.dependency',
    ])
  })

  test('of public plans, too', async ({ skip }) => {
    if (!hasShared) skip()
    for (const [path, text] of Object.entries(ABSENT)) write(`near/${path}`, text)
    const files = listShared('corpus/speckit').filter((path) => path.endsWith('.proto'))
    expect(files.length).toBeGreaterThan(6)
    const names = files.map((path) => /\/(?:contracts|protos)\/(.+)$/.exec(path)?.[1] ?? path)
    for (const [at, name] of names.entries()) {
      await roundTrip(name, readShared(`corpus/speckit/${files[at]}`))
    }
    const found: string[] = []
    for (const name of names) found.push(...(await differences([name])))
    expect([...new Set(found)].sort()).toEqual(['order of FileDescriptorProto.dependency'])
  })
})

async function roundTrip(path: string, source: string): Promise<void> {
  const diagnostics = new Diagnostics()
  const file = await readProtoFile(createDocument(path, source), path, diagnostics)
  expect([file !== undefined, diagnostics.all]).toEqual([true, []])
  write(`told/${path}`, source)
  write(`made/${path}`, file ? protoText({ ...file, source: undefined }) : '')
}

/** Kinds of differences between the descriptors of what was told and of what was made. */
async function differences(names: readonly string[]): Promise<readonly string[]> {
  const bin = await pythonPackages('protoc', ['grpcio-tools==1.85.1'])
  const folders = ['told', 'made', 'near'].map((name) => join(folder, name))
  mkdirSync(join(folder, 'near'), { recursive: true })
  const ran = await runProgram(join(bin, 'python'), ['-c', COMPARE, ...folders, ...names], { cwd: folder })
  expect(ran.ok ? '' : ran.stderr).toBe('')
  return ran.stdout.split('\n').filter((line) => line !== '')
}

/** The files of `WRITTEN` stand behind the random ones. */
function numbered(source: string): string {
  return source.replaceAll('q1.proto', 'p61.proto')
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
