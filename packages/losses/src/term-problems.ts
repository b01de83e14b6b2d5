import { foundText } from "@dalmeum/contracts";

/** What stands before each term's loss. */
export interface TermHead {
  /** In words. */
  readonly expected: string;
  /** As it may be written. */
  readonly example: string;
  readonly fits: (value: unknown) => boolean;
}

/** What is wrong with the terms of an objective as somebody wrote them, which no compiler has looked at. */
export function termProblems(terms: unknown, head: TermHead): readonly string[] {
  const example = `[[${head.example}, maeLoss()], ...]`;
  if (!Array.isArray(terms)) return [`found ${foundText(terms)}, expected a list of terms: ${example}`];
  return terms.flatMap((term: unknown, index) => {
    const problem = termProblem(term, head, example);
    return problem === undefined ? [] : [`term ${index + 1}: ${problem}`];
  });
}

function termProblem(term: unknown, head: TermHead, example: string): string | undefined {
  if (!isList(term)) {
    return isLoss(term)
      ? `found ${foundText(term)} alone, expected ${head.expected} before it: [${head.example}, ${foundText(term)}]`
      : `found ${foundText(term)}, expected ${head.expected} and a loss: ${example}`;
  }
  const [first, loss, name, ...more] = term;
  if (!head.fits(first)) return `found ${foundText(first)} first, expected ${head.expected}: ${example}`;
  if (!isLoss(loss)) return `found ${foundText(loss)}, expected a loss: [${head.example}, maeLoss()]`;
  if (name !== undefined && typeof name !== "string") return `found ${foundText(name)}, expected the name of a head`;
  return more.length === 0 ? undefined : `found ${term.length} things, expected ${head.expected}, a loss and a head`;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isLoss = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "reads" in value && "compute" in value;
