/** Tables of built plans: one for each noun, each referring to the one before it. */
import type { Noun } from './plan-openapi.ts'

export function tablesOf(nouns: readonly Noun[]): string {
  return nouns.map((noun, index) => table(noun, nouns[index - 1])).join('\n')
}

function table({ plural, field }: Noun, parent: Noun | undefined): string {
  const reference = parent ? `    ${parent.name}_id UUID REFERENCES ${parent.plural}(id),\n` : ''
  return `CREATE TABLE ${plural} (
    id UUID PRIMARY KEY,
    ${field} VARCHAR(120) NOT NULL UNIQUE,
    weight INTEGER NOT NULL,
${reference}    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
`
}
