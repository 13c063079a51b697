/** Controls, bidirectional marks, lone surrogates and invisible characters that a terminal would act on. */
const ACTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be found
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A stranger's text made harmless for a terminal: what would act is spelled `<U+202E>`. Keeps tabs and newlines. */
export function inert(text: string): string {
  if (isPlain(text)) return text
  return text.replace(
    ACTIVE,
    (unit) => `<U+${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}

/** Printable ASCII, which is nearly every line: found without compiling the pattern. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 || unit > 0x7e) return false
  }
  return true
}

/** The same on one line. */
export function inertLine(text: string): string {
  return inert(text.replace(/\r?\n|\r/g, '\\n').replaceAll('\t', ' '))
}
