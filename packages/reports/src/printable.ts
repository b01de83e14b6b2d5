/**
 * Text on one line, without characters that a terminal, a browser or an XML parser obeys: line breaks and tabs become
 * spaces; control, format and bidirectional characters, lone surrogates and noncharacters become `<U+202E>`. Joiners stay:
 * emoji are made with them.
 */
export function printable(text: string): string {
  return text.replaceAll(BREAK, " ").replaceAll(UNPRINTABLE, (character) => `<U+${hex(character)}>`);
}

const BREAK = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
