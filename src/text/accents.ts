/** Letters without their marks. Unicode's tables take longer to load than a plan to read; ASCII needs none. */

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** `Visão` is `Visao`. */
export function withoutAccents(text: string): string {
  return isAscii(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')
}
