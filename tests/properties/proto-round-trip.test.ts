/** A contract that is read and written again is the same contract: protoc makes the same descriptor of both. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { protoText } from '../../generators/views/contract/protos.ts'
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

/** One field line, at the number of its place. */
const field = fc.oneof(
  fc
    .tuple(fc.constantFrom('', 'repeated ', 'optional '), scalar)
    .map(([label, type]) => `${label}${type} NAME = NUMBER;`),
  scalar.map((type) => `map<string, ${type}> NAME = NUMBER;`),
  fc.constantFrom('Inner', 'Kind', 'Outer').map((type) => `${type} NAME = NUMBER;`),
  fc.tuple(scalar, scalar).map(([a, b]) => `oneof NAME {\n ${a} NAME_a = NUMBER;\n ${b} NAME_b = NEXT;\n}`),
)

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
})

function sourceOf(
  { outer, second, reserved, streams, comment }: typeof contract extends fc.Arbitrary<infer T> ? T : never,
  at: number,
) {
  const [asks, answers] = streams.map((on) => (on ? 'stream ' : ''))
  return `syntax = "proto3";
package p${at}.v1;
import "google/protobuf/timestamp.proto";
import "google/protobuf/empty.proto";
${comment}
service Desk {
  rpc Ask(${asks}Outer) returns (${answers}Second);
  rpc Forget(Outer.Inner) returns (google.protobuf.Empty);
}
message Outer {
  ${reserved}
  enum Kind { KIND_UNSPECIFIED = 0; KIND_DEEP = 1; }
  message Inner { string code = 1; Kind kind = 2; }
  ${outer}
}
message Second {
  ${second.replace(/\b(Inner|Kind) /g, 'Outer.$1 ')}
}
enum Whole { WHOLE_UNSPECIFIED = 0; WHOLE_ONE = 5; }
`
}

/**
 * Field by field, and says what kinds of difference there are. Two are expected, and neither is meaning:
 * - \`nested_type\`: the entry message that protoc makes of a map stands where the field does, and the text written
 *   again has the nested messages first. A field names its type (\`type_name: ".p0.v1.Outer.Inner"\`), nothing counts.
 * - \`dependency\`: imports are written sorted. Only \`public_dependency\` and \`weak_dependency\` count them, which
 *   would be differences of their own.
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
            if a.HasField(field.name) != b.HasField(field.name): kinds.add(kind)
            elif field.message_type: compare(one, other)
            elif one != other: kinds.add(kind)
            continue
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
    for (const [at, source] of sources.entries()) await roundTrip(`p${at}.proto`, source)
    expect(await differences(sources.map((_, at) => `p${at}.proto`))).toEqual([
      'order of DescriptorProto.nested_type',
      'order of FileDescriptorProto.dependency',
    ])
  })

  test('of public plans, too, but for the options that no service has a use for', async ({ skip }) => {
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
    expect([...new Set(found)].sort()).toEqual([
      'FileDescriptorProto.options',
      'MethodDescriptorProto.options',
      'order of FileDescriptorProto.dependency',
    ])
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
