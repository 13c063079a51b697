import { demandsSpeed } from '../views/demands-speed.ts'
import { servesRest } from '../views/serves-rest.ts'
import { type Part, runtime } from './part.ts'

/** uvicorn takes both by itself where they are installed. */
export const speed: Part = {
  asked: demandsSpeed,
  packages: (service) => [...runtime('uvloop'), ...(servesRest(service) ? runtime('httptools') : [])],
}
