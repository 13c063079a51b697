import type { Endpoint, ProtoFile, ProtoRpc, ProtoService, Schema } from '../plan/facts.ts'

/** Where an rpc is defined. */
export interface RpcRef {
  readonly file: ProtoFile
  readonly service: ProtoService
  readonly rpc: ProtoRpc
}

/** What operations are told from. */
export interface OperationFacts {
  readonly name: string
  readonly endpoints: readonly Endpoint[]
  readonly schemas: readonly Schema[]
  readonly protos: readonly ProtoFile[]
}
