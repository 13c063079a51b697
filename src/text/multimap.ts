/** Adds a value to those of a name. */
export function addTo<T>(map: Map<string, T[]>, name: string, value: T): void {
  const known = map.get(name)
  if (known) known.push(value)
  else map.set(name, [value])
}
