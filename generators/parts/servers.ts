import { can } from '../../src/generator/index.ts'
import { servesProbes, servesRest } from '../views/plan/serves-rest.ts'
import { PORT_NUMBERS } from '../views/service/port-numbers.ts'
import { portSetting, textSetting } from '../views/service/setting.ts'
import { dev, type Part, proto, runtime } from './part.ts'

const PLACE = [textSetting('HTTP_HOST', '127.0.0.1'), portSetting('HTTP_PORT', PORT_NUMBERS.http)]

export const rest: Part = {
  asked: servesRest,
  settings: () => PLACE,
  packages: () => [...runtime('fastapi', 'uvicorn'), ...dev('httpx2')],
}

/** Where nothing but the probes is asked over HTTP. */
export const probes: Part = {
  asked: servesProbes,
  settings: () => PLACE,
}

export const grpc: Part = {
  asked: (service) => can(service, 'grpc'),
  opens: true,
  settings: () => [textSetting('GRPC_HOST', '127.0.0.1'), portSetting('GRPC_PORT', PORT_NUMBERS.grpc)],
  packages: () => [
    ...runtime('grpcio', 'grpcio-health-checking', 'grpcio-reflection', 'protobuf'),
    ...dev('types-grpcio', 'types-grpcio-health-checking', 'types-grpcio-reflection', 'types-protobuf'),
    ...proto('grpcio-tools', 'mypy-protobuf'),
  ],
}
