/** Determiners, adverbs of degree and the commonest adnominal endings, which belong to the next word: 한 남자, 큰 나라의 말. */
const MODIFYING =
  /^(?:한|두|세|네|그|이|저|새|첫|몇|각|전|현|약|더|가장|매우|큰|작은)$|(?:의|한|된|던|적인|하는|되는|있는|없는)$/u;

/** Whether a word means nothing without the next one. */
export function modifiesNext(word: string): boolean {
  return MODIFYING.test(word);
}
