/** Where each kind of server of a service listens, unless it is told otherwise. */
export const PORT_NUMBERS = { http: 8000, worker: 8001, metrics: 9090, grpc: 50051 } as const
