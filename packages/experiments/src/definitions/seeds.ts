/** Whether a number can seed a run. */
export function isSeed(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** What cannot work in a list of seeds. */
export function seedProblems(seeds: readonly number[]): readonly string[] {
  const problems = seeds.length === 0 ? ["seeds: found none, expected at least one, e.g. [1]"] : [];
  for (const seed of seeds) {
    if (!isSeed(seed)) problems.push(`seeds: found ${seed}, expected integers from 0 on`);
  }
  const repeated = repeatedOf(seeds);
  if (repeated.length > 0) problems.push(`seeds: found ${repeated.join(", ")} again, expected each once`);
  return problems;
}

export const repeatedOf = <T>(values: readonly T[]): readonly T[] =>
  values.filter((value, index) => values.indexOf(value) !== index);
