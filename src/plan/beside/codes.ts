import { defineCodes } from '../../diagnostics/index.ts'

/** Findings in contracts and data beside the tasks. */
export const CODES = defineCodes({
  'contract/unparsable': {
    severity: 'error',
    about: 'plan',
    title: 'a contract cannot be read',
    explanation:
      'A block that states a contract (OpenAPI, protobuf, SQL, TOML, a dependency list) does not follow its own grammar, ' +
      'so the facts in it are missing. Often a description holds an unquoted `: `, or the block is a sketch with `...` in it.',
  },
  'plan/unreadable-manifest': {
    severity: 'warning',
    about: 'plan',
    title: 'a manifest beside the tasks cannot be read',
    explanation:
      'Of a Kubernetes manifest in a plan the names of secrets are taken: `secretKeyRef` of an entry of `env`. A block that is no YAML, such as a template of a chart, gives none, and the names that are usual here are used instead.',
  },
  'contract/nothing-read': {
    severity: 'info',
    about: 'plan',
    title: 'a document among the contracts gives no facts',
    explanation:
      'Among the contracts OpenAPI 3, JSON Schema, protobuf and Markdown with routes or such blocks are read. ' +
      'What a file is, its content decides. Manifests of Kubernetes, configurations of buf and prose without a route are left alone.',
  },
  'contract/dangling-reference': {
    severity: 'warning',
    about: 'plan',
    title: 'a reference leads nowhere',
    explanation:
      'A `$ref` names something that is not defined. References are followed inside the document and, from a file, to ' +
      'other files of the same plan; nothing outside its folder is read, and nothing is fetched. The value is read as any JSON value.',
  },
  'contract/missing-operation-id': {
    severity: 'info',
    about: 'plan',
    title: 'an operation has no operationId',
    explanation:
      'Without an operationId the operation is named after its verb and path, such as `post_orders`. ' +
      'A later rename of the path would rename the generated functions.',
  },
  'contract/unnamed-fields': {
    severity: 'warning',
    about: 'plan',
    title: 'a field table has no name above it',
    explanation:
      'A table of fields and types stands where data is described, but no heading or bold line above it names the ' +
      'entity, so its fields are left out.',
  },
  'contract/unsupported-method': {
    severity: 'warning',
    about: 'plan',
    title: 'an HTTP method is not read',
    explanation: 'Endpoints are read for GET, POST, PUT, PATCH and DELETE. Any other method is left out.',
  },
  'contract/endpoint-mismatch': {
    severity: 'warning',
    about: 'plan',
    title: 'two documents define an endpoint differently',
    explanation:
      'The same method and path stand in two documents with different content. The stronger one is used.',
  },
  'contract/rpc-mismatch': {
    severity: 'warning',
    about: 'plan',
    title: 'two documents define an rpc or message differently',
    explanation:
      'The same rpc or message stands in two places with different content. The proto folder wins over a task file, ' +
      'a task file over the technical specification.',
  },
  'contract/entity-mismatch': {
    severity: 'warning',
    about: 'plan',
    title: 'two sources define an entity differently',
    explanation:
      'The same entity is given twice (table, SQL, class) with different fields. The stronger source is used.',
  },
  'contract/undefined-message': {
    severity: 'error',
    about: 'plan',
    title: 'an rpc uses a message that is defined nowhere',
    explanation:
      'An rpc names a request or response message without a definition. The message is written without fields ' +
      'so that the contract compiles; the plan must say what it holds.',
  },
  'contract/undefined-option': {
    severity: 'warning',
    about: 'plan',
    title: 'an option of a proto is defined nowhere',
    explanation:
      'An option in parentheses, such as `(google.api.http)`, is defined by `extend` in a `.proto` file. Where neither ' +
      'the plan nor `proto/` holds that file, nothing could compile the contract, so the option is left out, and with it the import that cannot be found.',
  },
  'contract/reused-field-number': {
    severity: 'error',
    about: 'plan',
    title: 'a field number is used twice',
    explanation:
      'Two fields of one message have the same number, or a number stands in `reserved`. ' +
      'Numbers are what a wire format knows of a field; reusing one corrupts data.',
  },
  'contract/unknown-type': {
    severity: 'warning',
    about: 'plan',
    title: 'a type is not known',
    explanation:
      'The type of a field is none of the known spellings. A column is read as text, a JSON value as any value.',
  },
  'contract/doubled-prefix': {
    severity: 'warning',
    about: 'plan',
    title: 'a path prefix stands twice',
    explanation: 'The path of `servers.url` is already the start of a path. The prefix is used once.',
  },
  'dependency/unreadable-requirement': {
    severity: 'error',
    about: 'plan',
    title: 'a package requirement cannot be read',
    explanation:
      'An entry of a dependency list does not follow PEP 508 (`name[extra]>=1.0; marker`). ' +
      'Carets, tildes without `=`, and direct references are not read.',
  },
})
