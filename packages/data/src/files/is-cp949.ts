/** Of the characters of two bytes; the rest are Hanja and the syllables that KS X 1001 leaves out. Chinese in GBK has two thirds. */
const LEAST_COMMON = 0.9;
/** Fewer may be anything. */
const LEAST_CHARACTERS = 4;

/**
 * Whether bytes are certainly Korean in CP949: pairs of bytes that it has, nearly all of them the 2,350 syllables of
 * KS X 1001 (0xb0a1 .. 0xc8fe) once punctuation (0xa1a1 .. 0xa3fe) is left out. Japanese and Chinese encodings share its
 * pairs of bytes, and not the share of these.
 * @see KS X 1001:2004; Encoding standard, euc-kr.
 */
export function isCp949(bytes: Uint8Array): boolean {
  let [common, characters] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    if (lead < 0x81 || lead > 0xfe || trail < 0x41 || trail > 0xfe) return false;
    const isPunctuation = lead >= 0xa1 && lead <= 0xa3 && trail >= 0xa1;
    if (isPunctuation) continue;
    characters += 1;
    if (lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1) common += 1;
  }
  return characters >= LEAST_CHARACTERS && common >= LEAST_COMMON * characters;
}
