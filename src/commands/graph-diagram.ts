/** The schedule as a diagram. Ids are numbers of ours; strangers' text stands only in escaped labels. */
import { type Edge, isOpen } from '../schedule/index.ts'
import { type Drawing, slackOf } from './graph-view.ts'

interface Vertex {
  readonly id: string
  readonly label: string
  readonly kind: 'gate' | 'done' | 'critical' | 'open'
}

const LABEL = 60

function verticesOf(
  drawing: Drawing,
): readonly { readonly title: string; readonly own: readonly Vertex[] }[] {
  const { schedule, edges } = drawing
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const gates = schedule.gates.filter(({ index }) => used.has(index))
  const features = schedule.features.map((feature) => ({
    title: feature.plan.title,
    own: feature.nodes.filter(drawing.isDrawn).map((node): Vertex => {
      const isCritical = slackOf(drawing, node, feature.length) === 0
      const kind = !isOpen(node) ? 'done' : isCritical ? 'critical' : 'open'
      return { id: `n${node.index}`, label: cut(`${node.name} ${node.task.title}`), kind }
    }),
  }))
  const own = gates.map(({ index, title }): Vertex => ({ id: `n${index}`, label: cut(title), kind: 'gate' }))
  return [...features, { title: '', own }]
}

function cut(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim()
  return line.length > LABEL ? `${line.slice(0, LABEL - 1).trimEnd()}…` : line
}

/** `berth/4_task.md:3`, relative to the folder of the plan where it is of one. */
function placeOf({ origin, to }: Edge, { schedule }: Drawing): string {
  const plan = schedule.tasks[to]?.plan
  const path =
    plan && origin.path.startsWith(`${plan.path}/`) ? origin.path.slice(plan.path.length + 1) : origin.path
  return cut(`${path}:${origin.start.line}`)
}

/** Between quotes of Mermaid: every mark that its grammar, Markdown or HTML could read is an entity. */
function mermaidText(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,/_:…-]/gu, (mark) => `#${mark.codePointAt(0)};`)
}

export function mermaidOf(drawing: Drawing): string {
  const groups = verticesOf(drawing).flatMap(({ title, own }, at) => {
    const lines = own.map(({ id, label, kind }) => {
      const [open, close] = kind === 'gate' ? ['([', '])'] : ['[', ']']
      return `${id}${open}"${mermaidText(label)}"${close}:::${kind}`
    })
    if (title === '') return lines.map((line) => `  ${line}`)
    return [`  subgraph f${at}["${mermaidText(cut(title))}"]`, ...lines.map((line) => `    ${line}`), '  end']
  })
  return [
    'flowchart LR',
    ...groups,
    ...drawing.edges.map(
      (edge) => `  n${edge.from} -->|"${edge.because}, ${mermaidText(placeOf(edge, drawing))}"| n${edge.to}`,
    ),
    '  classDef open fill:#fff,stroke:#555',
    '  classDef done fill:#ddd,stroke:#999,color:#666',
    '  classDef critical fill:#fff,stroke:#c00,stroke-width:3px',
    '  classDef gate fill:#eef,stroke:#88a',
  ].join('\n')
}

/** A quoted string of DOT; a backslash would start an escape of its own. */
function dotText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

const DOT_STYLE = {
  open: '',
  done: ', style=filled, fillcolor=gray90, fontcolor=gray40',
  critical: ', color=red, penwidth=2',
  gate: ', shape=ellipse, style=dashed',
} as const satisfies Record<Vertex['kind'], string>

export function dotOf(drawing: Drawing): string {
  const groups = verticesOf(drawing).flatMap(({ title, own }, at) => {
    const lines = own.map(({ id, label, kind }) => `${id} [label=${dotText(label)}${DOT_STYLE[kind]}];`)
    if (title === '') return lines.map((line) => `  ${line}`)
    return [
      `  subgraph cluster_${at} {`,
      `    label=${dotText(cut(title))};`,
      ...lines.map((line) => `    ${line}`),
      '  }',
    ]
  })
  return [
    'digraph tasks {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...groups,
    ...drawing.edges.map(
      (edge) =>
        `  n${edge.from} -> n${edge.to} [label=${dotText(edge.because)}, tooltip=${dotText(placeOf(edge, drawing))}];`,
    ),
    '}',
  ].join('\n')
}
