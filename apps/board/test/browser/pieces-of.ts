import type { BoardState } from "@dalmeum/standing/types";

/** Every piece of a state as JSON, by its name. */
export function piecesOf({ experiments, ...pieces }: BoardState): ReadonlyMap<string, string> {
  const pages = experiments.map((page): [string, unknown] => [`experiment-${page.id}`, page]);
  return new Map([...Object.entries(pieces), ...pages].map(([name, value]) => [name, JSON.stringify(value)]));
}
