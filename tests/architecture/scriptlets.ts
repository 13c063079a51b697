/** A template prints; it does not compute. */
import { type AnyNode, type Program, parse } from 'acorn'
import type { Rule, Source } from './source.ts'

const TAG = /<%([-=_#]?)([\s\S]*?)[-_]?%>/g
const INCLUDE = /^\s*include\(/
const OPERATORS = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=', '+', '&&', '||', '??', '!'])
const FORBIDDEN_MEMBERS = /^(constructor|prototype|caller|callee|arguments|__.*)$/
const GLOBALS = new Set([...Object.getOwnPropertyNames(globalThis), 'require', 'module', 'arguments'])
const PLAIN = new Set([
  ...['Program', 'BlockStatement', 'EmptyStatement', 'ExpressionStatement', 'IfStatement', 'ChainExpression'],
  ...['ConditionalExpression', 'ObjectExpression', 'Property'],
])

export const scriptletsOnlyPrint: Rule = (sources) =>
  sources
    .filter(({ path }) => path.endsWith('.ejs'))
    .flatMap((source) => [...rawTags(source), ...syntax(source)])

function rawTags({ path, text }: Source): string[] {
  return [...text.matchAll(TAG)]
    .filter(([, kind, code = '']) => kind === '-' && !INCLUDE.test(code))
    .map((tag) => `${path}:${lineOf(text, tag.index)}: raw output of ${tag[2]?.trim()}; <%- is for include`)
}

function syntax(source: Source): string[] {
  let program: Program
  try {
    program = parse(asScript(source.text), { ecmaVersion: 2023, locations: true })
  } catch (error) {
    return [`${source.path}: ${error instanceof Error ? error.message : String(error)}`]
  }
  const found: string[] = []
  check(program, (node, why) => found.push(`${source.path}:${node.loc?.start.line}: ${why}`))
  return found
}

/** Text becomes line breaks, so that lines of the script are lines of the template. */
function asScript(template: string): string {
  let script = ''
  let end = 0
  for (const tag of template.matchAll(TAG)) {
    const [whole, kind, code = ''] = tag
    script += breaks(template.slice(end, tag.index))
    end = tag.index + whole.length
    if (kind === '#') script += breaks(whole)
    else script += kind === '=' || kind === '-' ? `;(${code});` : `${code}\n`.replace(/\n$/, ' ')
  }
  return script + breaks(template.slice(end))
}

function breaks(text: string): string {
  return text.replace(/[^\n]/g, '')
}

function check(node: AnyNode, report: (node: AnyNode, why: string) => void): void {
  const why = reasonAgainst(node)
  if (why) {
    report(node, why)
    return
  }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'key' || (key === 'left' && node.type === 'ForOfStatement')) continue
    if (key === 'property' && node.type === 'MemberExpression') continue
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) check(child, report)
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function reasonAgainst(node: AnyNode): string | undefined {
  if (PLAIN.has(node.type)) return undefined
  switch (node.type) {
    case 'Identifier':
      return GLOBALS.has(node.name) && node.name !== 'undefined' ? `${node.name} is a global` : undefined
    case 'Literal':
      return 'regex' in node && node.regex ? 'a regular expression' : undefined
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'UnaryExpression':
      return OPERATORS.has(node.operator) ? undefined : `the operator ${node.operator}`
    case 'MemberExpression':
      return member(node.property, node.computed)
    case 'CallExpression':
      return isHelper(node.callee)
        ? undefined
        : 'a call of something that is no helper; compute it in the view'
    case 'ForOfStatement':
      return freshConst(node.left) ? undefined : 'a loop is `for (const x of …)`'
    default:
      return `${node.type} in a template; compute it in the view`
  }
}

/** `include(…)` and what the view itself offers: `view.module(…)`, not `view.xs.map(…)`. */
function isHelper(callee: AnyNode): boolean {
  if (callee.type === 'Identifier') return true
  return (
    callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'view'
  )
}

function member(property: AnyNode, computed: boolean): string | undefined {
  if (computed) {
    return property.type === 'Literal' && typeof property.value === 'number' ? undefined : 'computed access'
  }
  const name = property.type === 'Identifier' ? property.name : ''
  return FORBIDDEN_MEMBERS.test(name) ? `access to ${name}` : undefined
}

function freshConst(left: AnyNode): boolean {
  return (
    left.type === 'VariableDeclaration' &&
    left.kind === 'const' &&
    left.declarations.length === 1 &&
    left.declarations[0]?.id.type === 'Identifier'
  )
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
