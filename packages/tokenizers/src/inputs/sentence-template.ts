import { UserError } from "@dalmeum/contracts";

const SLOT = "{sentence}";

/** Text around a sentence: "{sentence}" stands for it, once, e.g. "query: {sentence}" for E5. */
export type SentenceTemplate = string;

/**
 * What fills a template.
 * @throws UserError where the template does not hold "{sentence}" just once.
 */
export function fillTemplate(template: SentenceTemplate): (sentence: string) => string {
  const [before, after, ...more] = template.split(SLOT);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UserError(`template: found ${JSON.stringify(template)}, expected ${SLOT} in it once`);
  }
  return (sentence) => before + sentence + after;
}
