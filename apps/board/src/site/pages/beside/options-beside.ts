import type { Json } from "@dalmeum/standing/types";
import { flatOptions } from "@dalmeum/reports/flat-options";

export interface BesideOption {
  readonly path: string;
  /** Undefined where one has no such option. */
  readonly values: readonly [string | undefined, string | undefined];
}

/** Every option that one of two experiments has. */
export function optionsBeside(one: Json, other: Json): readonly BesideOption[] {
  const [first, second] = [new Map(flatOptions(one)), new Map(flatOptions(other))];
  const paths = [...new Set([...first.keys(), ...second.keys()])];
  return paths.map((path) => ({ path, values: [first.get(path), second.get(path)] }));
}
