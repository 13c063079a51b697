/** Where proto files stand, and the Python names of what protoc makes of them. */
import { type ProtoFile, type ProtoService, type Service, snake } from '../../../src/generator/index.ts'
import { fileStem, importedFiles, moduleAlias } from './messages.ts'

export function protoPackage(service: Service, file: ProtoFile): string {
  return file.package ?? snake(service.name)
}

export function protoPath(file: ProtoFile): string {
  return file.path ?? 'service.proto'
}

/** The protos that a service holds as copies of those at the root of the workspace. */
export function copiesOf({ layout, sharedProtos }: Service): readonly ProtoFile[] {
  return layout.root === '' ? [] : sharedProtos
}

/** `order` of `OrderService`: names the servicer's module and the fixture of its stub. */
export function servicerKey(service: ProtoService): string {
  return snake(service.name).replace(/_service$/, '')
}

/** Python package of the generated modules: `src.grpc.gen.shop.order.v1`. */
export function genPackage(service: Service, file: ProtoFile): string {
  const folder = protoPath(file).split('/').slice(0, -1)
  return [service.layout.package, 'grpc', 'gen', ...folder].join('.')
}

/** Import lines of the other proto files a module may name; the unused are dropped when it is finished. */
export function protoImports(service: Service, own: ProtoFile): readonly string[] {
  return importedFiles(service, own).map(
    (file) => `from ${genPackage(service, file)} import ${fileStem(file)}_pb2 as ${moduleAlias(file, own)}`,
  )
}
