/** OpenAPI documents of built plans: five routes for each noun. */

export interface Noun {
  /** snake_case singular: `parcel`. */
  readonly name: string
  /** snake_case plural, also the table. */
  readonly plural: string
  /** CamelCase: schema and message. */
  readonly title: string
  /** Its one text field, unique. */
  readonly field: string
}

export function nounOf(name: string, field: string): Noun {
  const title = name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return { name, plural: `${name}s`, title, field }
}

export function documentedPaths(nouns: readonly Noun[]): string {
  return `openapi: 3.1.0
info: {title: matrix, version: 0.1.0}
paths:
${nouns.map(paths).join('')}`
}

function paths({ name, plural, title }: Noun): string {
  const body = (schema: string) =>
    `requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/${schema}'}}}}`
  const answer = (status: number, schema: string) =>
    `'${status}': {description: As told, content: {application/json: {schema: ${schema}}}}`
  const ref = `{$ref: '#/components/schemas/${title}'}`
  const id = `{name: ${name}_id, in: path, required: true, schema: {type: string, format: uuid}}`
  return `  /api/v1/${plural}:
    get:
      operationId: list_${plural}
      summary: List every ${name}
      responses:
        ${answer(200, `{type: array, items: ${ref}}`)}
    post:
      operationId: create_${name}
      summary: Add a ${name}
      ${body(`New${title}`)}
      responses:
        ${answer(201, ref)}
  /api/v1/${plural}/{${name}_id}:
    get:
      operationId: get_${name}
      summary: Find a ${name} by its id
      parameters:
        - ${id}
      responses:
        ${answer(200, ref)}
        '404': {description: No such ${name}}
    put:
      operationId: replace_${name}
      summary: Replace a ${name}
      parameters:
        - ${id}
      ${body(`New${title}`)}
      responses:
        ${answer(200, ref)}
        '404': {description: No such ${name}}
    delete:
      operationId: delete_${name}
      summary: Remove a ${name}
      parameters:
        - ${id}
      responses:
        '204': {description: Removed}
        '404': {description: No such ${name}}
`
}

export function schemasOf(nouns: readonly Noun[]): string {
  return `components:
  schemas:
${nouns.map(schemas).join('')}`
}

function schemas({ name, title, field }: Noun): string {
  return `    New${title}:
      description: A ${name} to add
      type: object
      additionalProperties: false
      required: [${field}, weight]
      properties:
        ${field}: {type: string, minLength: 1, maxLength: 120}
        weight: {type: integer, minimum: 0}
    ${title}:
      description: A ${name}
      type: object
      required: [id, ${field}, weight]
      properties:
        id: {type: string, format: uuid}
        ${field}: {type: string}
        weight: {type: integer}
`
}
