import type { Learner, SentencePair } from "@dalmeum/contracts";

/** A learner that keeps the contract: a pair gets the mean score of those that, like it, share a word or share none. */
export function commonWord(): Learner {
  return {
    name: "commonWord",
    options: {},
    fit: (pairs) => {
      const meanOf = (shared: boolean): number => {
        const some = pairs.filter((pair) => sharesWord(pair) === shared);
        return some.reduce((sum, { score }) => sum + score, 0) / Math.max(1, some.length);
      };
      const [withOne, without] = [meanOf(true), meanOf(false)];
      return (pair) => (sharesWord(pair) ? withOne : without);
    },
  };
}

function sharesWord({ sentence1, sentence2 }: SentencePair): boolean {
  const others = new Set(sentence2.split(" "));
  return sentence1.split(" ").some((word) => others.has(word));
}
