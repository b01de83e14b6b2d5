import { modifiesNext } from "./modifies-next.ts";

/** 안, 못, 없-, 않-, 아니-: without them a sentence says the opposite. */
const NEGATION = /^(?:안|못)$|없|않|아니|아닌|아닙|못하|못한|못했/u;

/** Words that lean on the one before: 할 수 있다, 보고 있다, 위험에 대한, 죽은 뒤. */
const LEANING =
  /^(?:있|수|것|줄|때|데|채|뿐|만큼|중|동안|후|뒤|위해|위한|대한|대해|통해|인해|인한|의해|의한|따라|따르|관한|관해|함께|같)/u;

/**
 * Whether the word at a place, moved or left out, would take its neighbours' meaning with it: it or the next one is a
 * negation or leans on the one before, or the one before modifies it.
 */
export function isBound(words: readonly string[], place: number): boolean {
  const [word = "", next = ""] = words.slice(place);
  return (
    [word, next].some((each) => NEGATION.test(each) || LEANING.test(each)) ||
    modifiesNext(words.slice(0, place).at(-1) ?? "")
  );
}
