/** The protos that several services share, and the rules they are held to. */
import { type FileSpec, filesOf, type SharedScope } from '../../src/generator/index.ts'
import { protoText } from '../views/contract/proto-text.ts'
import { protoPath } from '../views/contract/protos.ts'
import { lintRules } from './lint-rules.ts'

export function contractFiles(scope: SharedScope): readonly FileSpec[] {
  const file = filesOf(scope, 'shared')
  const written = scope.contracts.filter(({ foreign }) => !foreign)
  if (written.length === 0) return []
  const protos = written.map((contract) =>
    file(`proto/${protoPath(contract.file)}`, {
      role: 'proto',
      of: protoPath(contract.file),
      template: 'grpc/proto/service.proto',
      owners: contract.owners,
      view: () => ({ text: protoText(contract.file) }),
    }),
  )
  return [
    ...protos,
    file('proto/buf.yaml', {
      role: 'buf',
      template: 'shared/proto/buf.yaml',
      follows: protos.map(({ ref }) => ref),
      view: () => ({ rules: lintRules(scope.sharedProtos) }),
    }),
  ]
}
