import { disassembleCompleteCharacter } from "es-hangul";

/** The batchim of the last syllable, doubled ones in two letters ("ㄱㅅ"); "" where it has none or is no syllable. */
export function finalConsonant(text: string): string {
  return disassembleCompleteCharacter(text.slice(-1))?.jongseong ?? "";
}
