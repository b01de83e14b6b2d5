/** A scored CSV of pairs of which no two share a sentence; what a pair's sentences share rises with its score. */
export function distinctPairs(prefix: string, length: number): string {
  return [
    "id,source,sentence_1,sentence_2,label,binary-label",
    ...Array.from({ length }, (_, index) => {
      const score = (index * 7) % 6;
      const shared = ["배", "배", "사과와 배", "사과와 배", "사과", "사과"][score] ?? "";
      return `${prefix}${index},test,${prefix} ${index}번 사과,${prefix} ${index}번 ${shared},${score}.0,${score >= 3 ? 1 : 0}`;
    }),
    "",
  ].join("\n");
}

/** The same as a test file, without labels. */
export const unlabelledPairs = (prefix: string, length: number): string =>
  distinctPairs(prefix, length).replaceAll(/,[^,\n]*,[^,\n]*$/gm, "");
