import { closest, distance } from "fastest-levenshtein";

/** Edits beyond which a name is another name and not a slip. */
const MOST_EDITS = 3;

/** " Did you mean ...?" where one of the names is close, else "". */
export function suggest(input: string, names: readonly string[]): string {
  const name = closest(input, names);
  return names.length > 0 && distance(input, name) <= MOST_EDITS ? ` Did you mean ${name}?` : "";
}
