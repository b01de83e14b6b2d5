/** Text from a file, fit for a message: short, and without characters that a terminal obeys. */
export function shown(text: string): string {
  if (/^[\p{L}\p{N}_.:/, [\]-]{0,200}$/u.test(text)) return text;
  return JSON.stringify(text.slice(0, 200)).replaceAll(CONTROL, (character) => `\\u{${hex(character)}}`);
}

/** What is wrong with a tensor's name, if anything: names end up in messages. */
export function nameProblem(name: string): string | undefined {
  const isPlain = name.length <= LONGEST_NAME && name.search(CONTROL) < 0;
  return isPlain ? undefined : `${shown(name)}: expected a name of at most ${LONGEST_NAME} printable characters`;
}

const LONGEST_NAME = 500;
const CONTROL = /[\p{Cc}\p{Cf}]/gu;

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);
