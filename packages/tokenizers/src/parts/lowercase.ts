/**
 * Each character by itself, as Rust's `char::to_lowercase`; `String.prototype.toLowerCase` looks at the neighbours of
 * a final sigma.
 */
export function lowercase(text: string): string {
  return Array.from(text, (character) => character.toLowerCase()).join("");
}
