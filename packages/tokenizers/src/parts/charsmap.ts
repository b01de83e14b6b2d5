const WORD_BYTES = 4;
const HAS_LEAF = 1 << 8;
const WIDE_OFFSET = 1 << 9;
const LABEL = (0x80000000 | 0xff) >>> 0;
const VALUE = 0x7fffffff;

/**
 * Read a `precompiled_charsmap`: uint32 size in bytes, a double-array trie of uint32 over UTF-8 bytes (Yata et al., darts-clone),
 * then the replacements, each ended by a zero byte; the trie's values are offsets into these.
 * @returns the replacement of the shortest key that the given text begins with, or undefined where there is none.
 * @throws Error where it is cut short.
 * @see spm_precompiled 0.1.4, `Precompiled::transform`
 */
export function charsmap(bytes: Buffer): (text: string) => string | undefined {
  const size = bytes.length < WORD_BYTES ? Infinity : bytes.readUInt32LE(0);
  const replacementsAt = WORD_BYTES + size;
  if (replacementsAt > bytes.length) {
    throw new Error(`precompiled_charsmap: ${bytes.length} bytes, expected ${replacementsAt} or more`);
  }
  const replacements = bytes.subarray(replacementsAt);
  const unit = (position: number): number => {
    const at = WORD_BYTES * (position + 1);
    return at < replacementsAt ? bytes.readUInt32LE(at) : 0;
  };
  const replacementAt = (begin: number): string => {
    const end = replacements.indexOf(0, begin);
    return replacements.toString("utf8", begin, end < 0 ? undefined : end);
  };
  const search = (key: Uint8Array): string | undefined => {
    let position = offset(unit(0));
    for (const byte of key) {
      position ^= byte;
      const node = unit(position);
      if (byte === 0 || (node & LABEL) >>> 0 !== byte) return undefined;
      position ^= offset(node);
      if (node & HAS_LEAF) return replacementAt(unit(position) & VALUE);
    }
    return undefined;
  };
  // A text has few different characters, and a lookup walks the trie.
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, search(Buffer.from(text)));
    return known.get(text);
  };
}

function offset(node: number): number {
  return (node >>> 10) << ((node & WIDE_OFFSET) >>> 6);
}
