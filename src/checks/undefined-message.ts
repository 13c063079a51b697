/** Messages that an rpc names and nothing defines. */
import { posix } from 'node:path'
import { type Diagnostic, diagnostic, type Location } from '../diagnostics/index.ts'
import { CODES as CONTRACT_CODES } from '../plan/beside/codes.ts'
import type { ProtoFile, ProtoRpc } from '../plan/facts.ts'
import type { Plan } from '../plan/plan.ts'
import { shown } from '../system/names.ts'
import { type Document, locate } from '../text/document.ts'
import type { Rule } from './rule.ts'

const FAR = 1000

/** For plans that services are built of, the builder says it. */
export const undefinedMessage: Rule = {
  check({ plans, standing }, findings) {
    for (const plan of plans.filter(({ family }) => family === 'speckit')) {
      for (const found of undefinedIn(plan, standing)) findings.add(complaint(found))
    }
  },
}

interface Use {
  readonly rpc: string
  readonly message: string
  readonly origin: Location
  /** A fence often shows a part of a file that lies elsewhere, so what it leaves out is only told. */
  readonly isPart: boolean
}

interface Undefined extends Use {
  /** Where another rpc names it, too. */
  readonly again?: Location | undefined
}

function undefinedIn(plan: Plan, standing: readonly ProtoFile[]): readonly Undefined[] {
  const own = plan.facts.flatMap(({ protos }) => protos)
  const known = [...own, ...standing]
  const names = new Set(known.flatMap(namesOf))
  const found = new Map<string, Undefined>()
  for (const file of own.filter((each) => isWhole(each) && isComplete(each, known))) {
    for (const use of usesOf(file, plan.documents)) {
      if (/^\.?google\./.test(use.message) || use.message === 'Empty') continue
      if (names.has(bare(use.message))) continue
      const first = found.get(use.message)
      if (first === undefined || (first.isPart && !use.isPart)) found.set(use.message, use)
      else if (first.again === undefined) found.set(use.message, { ...first, again: use.origin })
    }
  }
  return [...found.values()]
}

/** A fence that defines nothing of what its own rpcs name shows how an interface that stands elsewhere is used. */
function isWhole(file: ProtoFile): boolean {
  if (file.source !== undefined) return true
  const own = new Set(namesOf(file))
  return file.services.some(({ rpcs }) =>
    rpcs.some(({ request, response }) => own.has(bare(request)) || own.has(bare(response))),
  )
}

/** Names without packages: what stands in another one is defined, and how to name it protoc says. */
function namesOf({ messages, enums }: ProtoFile): readonly string[] {
  return [...messages, ...enums].map(({ name }) => bare(name))
}

function bare(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Whether everything it imports can be seen: what lies elsewhere may define any name but those of `google`. */
function isComplete(file: ProtoFile, known: readonly ProtoFile[]): boolean {
  const seen = new Set([file])
  for (const next of seen) {
    for (const path of next.imports.filter((each) => !each.startsWith('google/'))) {
      const imported = fileAt(path, next, known)
      if (!imported) return false
      seen.add(imported)
    }
  }
  return true
}

function fileAt(path: string, from: ProtoFile, known: readonly ProtoFile[]): ProtoFile | undefined {
  const beside = posix.join(posix.dirname(from.path ?? ''), path)
  return known.find((file) => file.path !== undefined && (file.path === path || file.path === beside))
}

function usesOf(file: ProtoFile, documents: readonly Document[]): readonly Use[] {
  return file.services.flatMap(({ rpcs }) =>
    rpcs.flatMap((rpc) =>
      (['request', 'response'] as const).map((side) => ({
        rpc: rpc.name,
        message: rpc[side],
        origin: placeOf(rpc, side, documents),
        isPart: file.source === undefined,
      })),
    ),
  )
}

/** The name of the message behind that of the rpc. */
function placeOf(rpc: ProtoRpc, side: 'request' | 'response', documents: readonly Document[]): Location {
  const { path, end } = rpc.origin
  const document = documents.find((each) => each.path === path)
  if (!document) return rpc.origin
  const after = (document.lineStarts[end.line - 1] ?? 0) + end.column - 1
  const text = document.text.slice(after, after + FAR)
  const from = side === 'request' ? 0 : text.indexOf('returns')
  const at = from === -1 ? -1 : text.indexOf(rpc[side], from)
  return at === -1 ? rpc.origin : locate(document, after + at, after + at + rpc[side].length)
}

function complaint({ rpc, message, origin, again, isPart }: Undefined): Diagnostic {
  const found = diagnostic(CONTRACT_CODES, 'contract/undefined-message', {
    message: `rpc \`${shown(rpc)}\` uses message \`${shown(message)}\`, which is defined nowhere`,
    location: origin,
    notes: again && [{ message: 'used here, too', location: again }],
    hint: `define it: \`message ${shown(bare(message))} { … }\`, or import the file that does`,
  })
  return isPart ? { ...found, severity: 'info' } : found
}
