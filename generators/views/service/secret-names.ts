/** What is secret by its name, for generated code and for what is generated. */
export const SECRET_NAMES = 'passw|secret|token|authorization|api[-_]?key|private[-_]?key|cookie|credential'

const SECRET = new RegExp(SECRET_NAMES, 'i')

export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}
