/** Compiles EJS templates once. The only importer of ejs. */
import ejs from 'ejs'

/** Where template text comes from: the package's folder, or a pack's. */
export interface TemplateSource {
  /** Text of a template below the root, or undefined where there is none. */
  read(path: string): string | undefined
}

export interface Templates {
  /** Renders `<path>.ejs` with a view, or returns the text of `<path>` as it is. */
  render(
    path: string,
    view: Readonly<Record<string, unknown>>,
  ): { readonly text: string; readonly name: string }
}

type Compiled = (view: Readonly<Record<string, unknown>>) => string

/** A value that a template prints; nothing that is not there is printed as nothing. */
function printed(value: unknown): string {
  if (value === undefined || value === null) throw new Error('a template printed a value that is not there')
  return String(value)
}

export function createTemplates(source: TemplateSource): Templates {
  const compiled = new Map<string, Compiled>()
  const read = (path: string): string => {
    const text = source.read(path)
    if (text === undefined) throw new Error(`no template ${path}`)
    return text
  }
  // The published types know neither that an includer may return text nor that escape may throw.
  const options = (path: string) => ({
    strict: true,
    localsName: 'view',
    filename: path,
    escape: printed,
    includer: (name: string) => ({ template: read(`${name}.ejs`), filename: `${name}.ejs` }),
  })
  const compile = (path: string): Compiled => {
    const compileText: (text: string, options: object) => unknown = ejs.compile
    return compileText(read(path), options(path)) as Compiled
  }
  return {
    render(path, view) {
      const name = `${path}.ejs`
      const known = compiled.get(name)
      if (known) return { text: known(view), name }
      if (source.read(name) === undefined) return { text: read(path), name: path }
      const fresh = compile(name)
      compiled.set(name, fresh)
      return { text: fresh(view), name }
    },
  }
}
