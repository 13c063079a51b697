import { defineGenerator, type FileSpec, filesOf, type Service } from '../src/generator/index.ts'
import { accessFiles } from './api/access.ts'
import { storable } from './parts/access.ts'
import { errorNames } from './views/contract/errors.ts'
import { type GroupView, groupsOf } from './views/contract/groups.ts'
import { modelsOf } from './views/contract/models.ts'
import { routesOf } from './views/contract/routes.ts'
import { ownSchemas, schemaHomes, schemaImports } from './views/contract/schema-files.ts'
import { sentSchemas } from './views/contract/stored.ts'
import { apiTestsOf } from './views/tests/api-tests.ts'
import { taskMark, testOwners } from './views/tests/test-file.ts'

export const api = defineGenerator({
  category: 'api',
  description: 'routes, request and response models, tests of the REST edge',
  files(service) {
    const groups = groupsOf(service)
    return [
      ...groups.flatMap((group) => schemaFile(service, groups, group)),
      ...groups.filter(isServed).flatMap((group) => routeFiles(service, groups, group)),
      ...(storable.asked(service) ? textFiles(service, groups) : []),
      ...accessFiles(service),
    ]
  },
})

function isServed(group: GroupView): boolean {
  return group.operations.some(({ operation }) => operation.endpoint !== undefined)
}

/** Where text ends in a database, the edges refuse what that does not take. */
function textFiles(service: Service, groups: readonly GroupView[]): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const follows = groups.flatMap(({ resource: of }) => [
    { role: 'schema', of },
    { role: 'route', of },
  ])
  return [
    file('src/core/text.py', { role: 'text', follows }),
    file('tests/unit/test_text.py', { role: 'test-text', follows: ['text'] }),
  ]
}

function schemaFile(service: Service, groups: readonly GroupView[], group: GroupView): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const schemas = ownSchemas(groups, group)
  if (schemas.length === 0) return []
  const sent = storable.asked(service) ? sentSchemas(groups) : new Set()
  const baseOf = (name: string) => (sent.has(name) ? 'Storable' : 'BaseModel')
  return [
    file(`src/schemas/${group.resource}.py`, {
      role: 'schema',
      of: group.resource,
      template: 'api/src/schemas/resource.py',
      requires: schemaHomes(groups, group)
        .filter((home) => home !== group)
        .map((home) => ({ role: 'schema', of: home.resource })),
      owners: isServed(group) ? [group.apiOwner] : [],
      view: (context) => ({
        title: `Data of ${group.resource.replaceAll('_', ' ')}`,
        models: modelsOf(schemas).map((model) => ({
          ...model,
          base: baseOf(model.name),
          // A linter sees only in BaseModel that a mutable default is copied.
          fields: model.fields.map((field) => ({
            ...field,
            assignment: field.assignment.replace(/^ = ([[{].*)$/, ' = Field(default=$1)'),
          })),
        })),
        schemaImports: schemaImports(groups, group, context).filter(
          (line) => !line.startsWith(`from ${context.module({ role: 'schema', of: group.resource })} `),
        ),
      }),
    }),
  ]
}

function routeFiles(service: Service, groups: readonly GroupView[], group: GroupView): readonly FileSpec[] {
  const file = filesOf(service, 'api')
  const tests = apiTestsOf(service, group)
  const base = (context: Parameters<FileSpec['view']>[0]) => ({
    ...group,
    group: group.name,
    schemaImports: schemaImports(groups, group, context),
  })
  return [
    file(`src/api/routes/${group.resource}.py`, {
      role: 'route',
      of: group.resource,
      template: 'api/src/api/routes/resource.py',
      owners: [group.apiOwner],
      requires: [{ role: 'service', of: group.name }],
      view: (context) => ({
        ...base(context),
        title: `Routes of ${group.resource.replaceAll('_', ' ')}`,
        ...routesOf(group, { stores: storable.asked(service) }),
      }),
    }),
    ...(tests.tests.length === 0
      ? []
      : [
          file(`tests/api/test_${group.resource}.py`, {
            role: 'test-api',
            of: group.resource,
            template: 'api/tests/api/test_resource.py',
            owners: testOwners(service, group.apiOwner),
            requires: [{ role: 'route', of: group.resource }],
            view: (context) => ({
              ...base(context),
              ...tests,
              mark: taskMark(service, {
                ref: { role: 'test-api', of: group.resource },
                subject: group.apiOwner,
              }),
              errorNames: errorNames(group.operations),
            }),
          }),
        ]),
  ]
}
