/** The plans that the properties are shown on: a rich one, a plain one, and one of many shapes. */
import { createTemplates } from '../../src/render/index.ts'
import { type Files, filesOf, TEMPLATES } from './workshop.ts'

export interface Example {
  readonly service: string
  readonly files: Files
  /** Leaf tasks as the plan numbers them. */
  readonly tasks: readonly string[]
}

const ids = (task: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${task}.${index + 1}`)

function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
}

/** REST, gRPC, a database, a session store, tokens. */
export function authPlan(): Example {
  const files = filesOf(new URL('starter/auth/', TEMPLATES))
  return { service: 'auth-service', files: below('tasks/prd-auth', files), tasks: ids(1, 10) }
}

/** Create, list, read, change and delete over REST. */
export function recordsPlan(): Example {
  const names = { service: 'desk-service', short: 'desk', slug: 'desk', title: 'Desk' }
  const sources = filesOf(new URL('starter/service/', TEMPLATES))
  const engine = createTemplates({
    read: (path) => sources[path],
  })
  const files = Object.keys(sources).map((path): [string, string] => {
    const name = path.replace(/\.ejs$/, '')
    return [name.replaceAll('__short__', names.short), engine.render(name, names).text]
  })
  return {
    service: 'desk-service',
    files: below('tasks/prd-desk', Object.fromEntries(files)),
    tasks: ids(1, 6),
  }
}

/** Several resources, three related tables, streams both ways, enums, maps and a oneof. */
export function ferryPlan(): Example {
  const files = filesOf(new URL('plans/ferry/', import.meta.url))
  return { service: 'harbour-service', files: below('tasks/prd-ferry', files), tasks: ids(3, 9) }
}
