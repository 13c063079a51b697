/** The blocks of a Markdown text, with exact offsets into it. Types only; `scan-blocks.ts` finds them. */

/** A trimmed piece of source and where it stands; offsets count UTF-16 units of the document, end exclusive. */
export interface TextSpan {
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Span {
  readonly start: number
  readonly end: number
}

export interface Heading extends Span {
  readonly kind: 'heading'
  readonly level: number
  readonly text: string
  /** Where `text` starts. */
  readonly textStart: number
}

export interface Fence extends Span {
  readonly kind: 'fence'
  /** Everything behind the opening run, trimmed. */
  readonly info: string
  /** First word of `info`, lower case. */
  readonly language: string
  /** Dedented by the indent of the opener, lines joined by `\n`. `placeInFence` maps offsets back. */
  readonly content: string
  /** Document offset of the first unit of each line of `content`. */
  readonly lineStarts: readonly number[]
}

export interface ListItem extends Span {
  readonly kind: 'item'
  /** `-`, `*`, `+`, `1.` or `1)`. */
  readonly marker: string
  /** Columns before the marker, tabs count to the next multiple of four. */
  readonly indent: number
  /** 0 for an item of the outermost list. Children follow their parent with a greater depth. */
  readonly depth: number
  /** State between the brackets (one character, ` ` for `[]`) and the offset of it. */
  readonly box?: { readonly state: string; readonly offset: number } | undefined
  /** Without marker and box, wrapped lines joined by a space. */
  readonly text: string
  readonly textStart: number
  readonly lines: readonly TextSpan[]
}

export interface TableRow extends Span {
  /** Text with `\|` read as `|`. */
  readonly cells: readonly TextSpan[]
}

export interface Table extends Span {
  readonly kind: 'table'
  readonly header: TableRow
  readonly rows: readonly TableRow[]
}

export interface Paragraph extends Span {
  readonly kind: 'paragraph'
  /** Columns before the first line, as of an item. */
  readonly indent: number
  /** Lines joined by a space, quote marks removed. */
  readonly text: string
  readonly textStart: number
  readonly lines: readonly TextSpan[]
}

/** `<name>…</name>` whose opening tag starts a line. */
export interface Tag extends Span {
  readonly kind: 'tag'
  readonly name: string
  /** Source between the tags, trimmed. */
  readonly content: TextSpan
  readonly children: readonly Block[]
}

export type Block = Heading | Fence | ListItem | Table | Paragraph | Tag

/** Blocks in order, those inside tags in place of their tag. */
export function flattenBlocks(blocks: readonly Block[]): readonly Block[] {
  if (!blocks.some(({ kind }) => kind === 'tag')) return blocks
  return blocks.flatMap((block) => (block.kind === 'tag' ? flattenBlocks(block.children) : [block]))
}
