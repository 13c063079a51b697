import type { ProtoFile, ProtoRpc, ProtoService } from '../plan/facts.ts'
import type { Service } from './system.ts'

/** Where an rpc is defined. */
export interface RpcRef {
  readonly file: ProtoFile
  readonly service: ProtoService
  readonly rpc: ProtoRpc
}

/** What operations are told from. */
export type OperationFacts = Pick<Service, 'name' | 'endpoints' | 'schemas' | 'protos'>
