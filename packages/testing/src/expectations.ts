/** What a suite computed from, as it tells it, and what to change where the result is not as it should be. */
export interface Told {
  readonly inputs: string;
  readonly advice: string;
}

const NOT_FINITE =
  "Keep away from 0 what is divided by or log and sqrt are taken of, e.g. tf.add(x, 1e-8): sqrt has no finite gradient at 0, " +
  "and tf.where does not stop one that is not finite, as it multiplies it by 0.";

/** What to change where rows of weight 0 count. */
export const PADDING =
  "Rows of weight 0 are padding: multiply by the weights before any sum over rows, and divide by max(sum of the weights, 1), " +
  "not by the number of rows, as weightedMean of packages/losses does, and defineRowLoss with it.";

/** What to change where the order of rows counts. */
export const ORDER = "A batch has no order: nothing of a row may depend on its place or on the row before it.";

/** Equal but for float32's rounding of a sum. */
export function expectNear(what: string, found: number, expected: number, told: Told): void {
  if (Math.abs(found - expected) <= 1e-6 * Math.max(1, Math.abs(expected))) return;
  fail(`${what}: found ${found}, expected ${expected}`, told);
}

export function expectFinite(what: string, values: Iterable<number>, inputs: string): void {
  failAtFirst(what, values, Number.isFinite, "a finite number", { inputs, advice: NOT_FINITE });
}

export function expectZero(what: string, values: Iterable<number>, told: Told): void {
  failAtFirst(what, values, (value) => value === 0, "0", told);
}

export function expectScalar(shape: readonly number[], inputs: string): void {
  if (shape.length === 0) return;
  const advice = "End with one number: the mean over rows of weight 1.";
  fail(`found a loss of shape [${shape.join(", ")}], expected a scalar, []`, { inputs, advice });
}

/** Named rows of numbers, a line each, for a message. */
export function linesOf(rows: Readonly<Record<string, readonly unknown[]>>): string {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  return Object.entries(rows)
    .map(([name, values]) => `  ${name.padEnd(width)}  ${values.slice(0, 8).join(", ")}${more(values.length)}`)
    .join("\n");
}

const more = (count: number): string => (count > 8 ? ` ... ${count} rows` : "");

function failAtFirst(
  what: string,
  values: Iterable<number>,
  holds: (value: number) => boolean,
  expected: string,
  told: Told,
): void {
  const all = [...values];
  const entry = all.findIndex((value) => !holds(value));
  if (entry < 0) return;
  fail(`${what}${all.length > 1 ? `, entry ${entry}` : ""}: found ${all[entry]}, expected ${expected}`, told);
}

function fail(found: string, { inputs, advice }: Told): never {
  throw new Error(`${found}, of\n${inputs}\n${advice}`);
}
