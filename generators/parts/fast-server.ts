import { demandsSpeed } from '../views/plan/demands-speed.ts'
import { servesRest } from '../views/plan/serves-rest.ts'
import { type Part, runtime } from './part.ts'

/** uvicorn takes both by itself where they are installed. */
export const fastServer: Part = {
  asked: demandsSpeed,
  packages: (service) => [...runtime('uvloop'), ...(servesRest(service) ? runtime('httptools') : [])],
}
