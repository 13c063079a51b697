/** What a file exports, somebody imports. */
import ts from 'typescript'
import { parse, place, type Rule, type Source, walk } from './source.ts'

/**
 * Functions, classes and values, by their names; types belong to the signatures they stand in. A test may look into
 * a file: what the file itself has no use for and only tests import is dead. Files that are no TypeScript, such as
 * the bins, import whatever their code names.
 */
export const exportsAreImported: Rule = (sources) => {
  const [imported, tested] = [new Set<string>(), new Set<string>()]
  for (const source of sources)
    for (const name of importsOf(source)) (source.path.startsWith('tests/') ? tested : imported).add(name)
  return sources
    .filter(({ path }) => /^(?:src|generators)\/.*\.ts$/.test(path))
    .flatMap((source) => {
      const file = parse(source)
      return valuesOf(file)
        .filter(({ text }) => !imported.has(text) && !(tested.has(text) && isUsedWhereItStands(source, text)))
        .map((name) => `${place(file, name)}: nobody imports ${name.text}`)
    })
}

/** Names declared with `export`. */
function valuesOf(file: ts.SourceFile): readonly ts.Identifier[] {
  return file.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return []
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name] : [],
      )
    const isValue = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
    return isValue && statement.name ? [statement.name] : []
  })
}

/** Whatever is taken out of a module that is loaded when it is needed counts, too. */
function importsOf(source: Source): readonly string[] {
  const names: string[] = []
  const file = parse(source)
  if (!source.path.endsWith('.ts')) {
    walk(file, (node) => ts.isIdentifier(node) && names.push(node.text))
    return names
  }
  const isLazy = /\bimport\(|\bimport \* as\b/.test(source.text)
  for (const statement of file.statements) {
    const bindings = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings
    if (bindings && ts.isNamedImports(bindings))
      names.push(...bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text))
  }
  if (isLazy)
    walk(file, (node) => {
      if (ts.isBindingElement(node)) names.push((node.propertyName ?? node.name).getText(file))
      if (ts.isPropertyAccessExpression(node)) names.push(node.name.text)
    })
  return names
}

function isUsedWhereItStands({ text }: Source, name: string): boolean {
  return text.split(new RegExp(`\\b${name}\\b`)).length > 2
}
