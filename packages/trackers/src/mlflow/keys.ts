const LONGEST = 250;

/**
 * A name that MLflow takes: letters, digits and `_`, `-`, `.`, a space and `/`, no path that names another.
 * `objective.terms[0].weight` becomes `objective.terms.0.weight`.
 */
export function mlflowKey(name: string): string {
  return name
    .replaceAll(/\[(\d+)\]/g, ".$1")
    .replaceAll(/[^\p{L}\p{N}_\-. /]/gu, "_")
    .slice(0, LONGEST)
    .replaceAll(/(?<=^|\/)(?:\.{0,2})(?=\/|$)/g, "_");
}

/** Each under a name of its own. */
export function withKeys<T>(named: readonly (readonly [name: string, value: T])[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const [name, value] of named) {
    let key = mlflowKey(name);
    for (let more = 2; found.has(key); more++) key = `${mlflowKey(name).slice(0, LONGEST - 5)}_${more}`;
    found.set(key, value);
  }
  return found;
}
