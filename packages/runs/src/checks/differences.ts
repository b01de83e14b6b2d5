/** Differences below are of another machine's arithmetic. */
const TOLERANCE = 1e-9;

/**
 * Where what is recorded is not what was computed, a line for each number, text or name that differs.
 * @param path of both, for the lines.
 * @param tolerance of numbers.
 */
export function differences(
  recorded: unknown,
  computed: unknown,
  path: string,
  tolerance = TOLERANCE,
): readonly string[] {
  if (isObject(recorded) && isObject(computed)) {
    const [found, expected] = [new Map(Object.entries(recorded)), new Map(Object.entries(computed))];
    const names = new Set([...found.keys(), ...expected.keys()]);
    return [...names].flatMap((name) => differences(found.get(name), expected.get(name), `${path}.${name}`, tolerance));
  }
  if (isSame(recorded, computed, tolerance)) return [];
  return [`${path}: found ${shown(recorded)}, computed ${shown(computed)}`];
}

function isSame(a: unknown, b: unknown, tolerance: number): boolean {
  return typeof a === "number" && typeof b === "number" ? Math.abs(a - b) <= tolerance : a === b;
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
