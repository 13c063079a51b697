/** Which protos of a service are copies of the workspace's, and the test that they are. */
import {
  type FileSpec,
  filesOf,
  type ProtoFile,
  type RenderContext,
  type Service,
  sha256,
} from '../../src/generator/index.ts'
import { protoText } from '../views/contract/proto-text.ts'
import { copiesOf, protoPath } from '../views/contract/protos.ts'

export function copyFiles(service: Service): readonly FileSpec[] {
  const copies = copiesOf(service)
  if (copies.length === 0) return []
  const file = filesOf(service, 'shared')
  return [
    file('proto/proto.lock', {
      role: 'proto-lock',
      template: 'shared/service/proto/proto.lock',
      follows: copies.map(refOf),
      view: (context) => ({ entries: entriesOf(service, copies, context) }),
    }),
    file('tests/contract/test_proto_copies.py', {
      role: 'test-proto-copies',
      template: 'shared/service/tests/contract/test_proto_copies.py',
      follows: ['proto-lock'],
    }),
  ]
}

function refOf(file: ProtoFile) {
  return { role: 'proto', of: protoPath(file) }
}

function entriesOf({ layout }: Service, copies: readonly ProtoFile[], context: RenderContext) {
  const workspace = layout.root.split('/').map(() => '..')
  return copies
    .filter((file) => context.has(refOf(file)))
    .map((file) => ({
      digest: sha256(`${protoText(file).trimEnd()}\n`),
      source: [...workspace, 'proto', protoPath(file)].join('/'),
    }))
}
