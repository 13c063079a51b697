/** What the use cases of a group are given from outside, in the scaffolded tree. */
import { can, type RenderContext, type Service } from '../../../src/generator/index.ts'
import { type ClientView, clientsOf } from '../clients/clients.ts'
import { type GroupView, groupsOf } from '../contract/groups.ts'

export interface Ports {
  readonly uow: boolean
  readonly tokens: boolean
  readonly sessions: boolean
  /** Those of a service with a database leave with the transaction instead. */
  readonly events: boolean
}

/** Every group gets the transaction; tokens and sessions only those that do more than keep records. */
export function portsOf(group: GroupView, context: RenderContext): Ports {
  const acts = group.operations.some(({ operation }) => operation.kind === 'action')
  return {
    uow: context.has('uow'),
    tokens: acts && context.has('security'),
    sessions: acts && context.has('session-store'),
    events: context.has('event-publisher'),
  }
}

/**
 * Clients in the tree; where some use cases do more than keep records, only those are given them. Without a database
 * there are no records to keep: what is asked for comes from the others.
 */
export function gatewaysOf(
  service: Service,
  group: GroupView,
  context: RenderContext,
): { readonly gateways: readonly ClientView[] } {
  const acts = ({ operations }: Pick<GroupView, 'operations'>) =>
    operations.some(({ operation }) => operation.kind === 'action')
  const isGiven = !can(service, 'database') || acts(group) || !groupsOf(service).some(acts)
  return {
    gateways: isGiven ? clientsOf(service).filter(({ key }) => context.has({ role: 'client', of: key })) : [],
  }
}

/** Groups whose use cases are part of the tree. */
export function renderedGroups(groups: readonly GroupView[], context: RenderContext): readonly GroupView[] {
  return groups.filter((group) => context.has({ role: 'service', of: group.name }))
}

/** The rendered groups with the arguments of their constructors, in the order of the parameters. */
export function bootServices(service: Service, context: RenderContext) {
  return renderedGroups(groupsOf(service), context).map((group) => {
    const ports = portsOf(group, context)
    const args = [
      ...(ports.uow ? ['partial(SqlAlchemyUnitOfWork, resources.sessions)'] : []),
      ...(ports.tokens ? ['resources.tokens'] : []),
      ...(ports.sessions ? ['resources.session_store'] : []),
      ...(ports.events ? ['resources.events'] : []),
      ...gatewaysOf(service, group, context).gateways.map(({ attribute }) => `resources.${attribute}`),
    ]
    return { ...group, args: args.join(', ') }
  })
}
