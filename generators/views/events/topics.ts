/** The topics of a service as its modules name them. */
import {
  bodyNames,
  camel,
  can,
  freeName,
  isPythonKeyword,
  isReservedFileName,
  type Schema,
  type Service,
  snake,
} from '../../../src/generator/index.ts'
import { schemaLookup } from '../contract/groups.ts'
import { schemasIn } from '../contract/models.ts'
import { once } from '../once.ts'
import { ownerAbout } from '../plan/owners.ts'

export interface TopicView {
  /** As the plan spells it. */
  readonly topic: string
  /** Names the modules: `stock_moved`. */
  readonly name: string
  readonly className: string
  readonly produced: boolean
  readonly consumed: boolean
  /** Key of the task whose stub handles the events, where they are consumed. */
  readonly task: string | undefined
  /** What a document says of the body, and the schemas that it needs, it last; empty: no document describes it. */
  readonly schemas: readonly Schema[]
}

/** What the modules of events import beside their own class. */
const CLASSES = new Set(
  'Any AnyUrl BaseModel ClassVar ConfigDict Envelope EventModel Field Literal Message Resources UnitOfWork World UUID'.split(
    ' ',
  ),
)
const LONGEST_MODULE = 63

/** What the topic of buried records is called after its own. */
export const DEAD_LETTERS = '.dlt'

/** In the order of the plan; a topic that is produced and consumed is one. */
export function topicsOf(service: Service): readonly TopicView[] {
  return once(service, viewTopics)
}

function viewTopics(service: Service): readonly TopicView[] {
  const modules = new Set(['base'])
  const classes = new Set(CLASSES)
  return [...new Set(service.topics.map(({ topic }) => topic))].map((topic) => {
    const uses = service.topics.filter((use) => use.topic === topic).map(({ role }) => role)
    const name = claim(moduleName(topic), modules)
    const { describedBy } = service.topics.find((use) => use.topic === topic) ?? {}
    const schemas = bodyOf(topic, schemaLookup({ ...service, ...describedBy }))
    const className = schemas.at(-1)?.name ?? claimClass(name, classes)
    const consumed = uses.includes('consumes')
    return {
      topic,
      name,
      className,
      produced: uses.includes('produces'),
      consumed,
      task: consumed ? handlerTask(service, topic) : undefined,
      schemas,
    }
  })
}

export function producedTopics(service: Service): readonly TopicView[] {
  return topicsOf(service).filter(({ produced }) => produced)
}

export function consumedTopics(service: Service): readonly TopicView[] {
  return topicsOf(service).filter(({ consumed }) => consumed)
}

/** Whether what is produced leaves with the transaction that causes it. */
export function hasOutbox(service: Service): boolean {
  return can(service, 'produces') && can(service, 'database')
}

/** Whether the service remembers what it has handled. */
export function hasInbox(service: Service): boolean {
  return can(service, 'consumes') && can(service, 'database')
}

/** Its title names the topic; else the task that is about consuming. */
function handlerTask(service: Service, topic: string): string | undefined {
  const named = service.items.find(({ excluded, title }) => !excluded && namesTopic(title, topic))
  return named?.key ?? ownerAbout(service, 'consumer')
}

/** Whole: `parcel.moved` is not meant by `parcel.moved.late`. */
function namesTopic(title: string, topic: string): boolean {
  return title.split(/[^A-Za-z0-9._-]+/).some((word) => word.replace(/[.]+$/, '') === topic)
}

function moduleName(topic: string): string {
  const plain = snake(topic).slice(0, LONGEST_MODULE).replace(/_+$/, '')
  const usable =
    plain !== 'base' && /^[a-z]/.test(plain) && !isPythonKeyword(plain) && !isReservedFileName(plain)
  return usable ? plain : `topic_${plain}`
}

function claim(wanted: string, taken: Set<string>): string {
  const name = freeName(wanted, taken)
  taken.add(name)
  return name
}

function claimClass(module: string, taken: Set<string>): string {
  const plain = camel(module)
  return claim(taken.has(plain) || isPythonKeyword(plain) ? `${plain}Event` : plain, taken)
}

/** A schema or message of the topic's name, `StockMoved` or `StockMovedEvent` for `stock.moved`. */
function bodyOf(topic: string, lookup: (name: string) => Schema | undefined): readonly Schema[] {
  const [found] = bodyNames(topic).flatMap((name) => lookup(name) ?? [])
  return found === undefined ? [] : schemasIn([{ kind: 'ref', name: found.name }], lookup)
}
