/**
 * What is derived from a value of the plan, derived once for each value: nearly every file of a service asks for its
 * parts, groups and messages, and each asking would otherwise read all of its operations again. Values of the plan never
 * change, so an answer stays right; it is forgotten together with its value.
 */
const answers = new WeakMap<object, Map<unknown, unknown>>()

/** @param derive a function of the module, so that it is the same at the next call; it reads nothing but the value */
export function once<K extends object, T>(value: K, derive: (value: K) => T): T {
  const known = answers.get(value) ?? new Map<unknown, unknown>()
  answers.set(value, known)
  if (!known.has(derive)) known.set(derive, derive(value))
  return known.get(derive) as T
}
