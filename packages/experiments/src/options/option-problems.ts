import { foundText } from "@dalmeum/contracts";
import { suggest } from "../workspace/suggest.ts";
import type { Option } from "./option.ts";

/** Options by their names. */
export type Options<Name extends string = string> = Readonly<Record<Name, Option>>;

/**
 * What is wrong with options that somebody wrote: names that there are not, values of another kind, what is left out.
 * @param prefix what stands before each name.
 */
export function optionProblems(written: unknown, options: Options, prefix = ""): readonly string[] {
  if (typeof written !== "object" || written === null || Array.isArray(written)) {
    return [`found ${foundText(written)}, expected options: { ${Object.keys(options).join(", ")} }`];
  }
  const values = new Map<string, unknown>(Object.entries(written));
  const names = Object.keys(options);
  const unknown = [...values.keys()]
    .filter((name) => !names.includes(name))
    .map((name) => `${prefix}${name}: there is no such option.${suggestion(name, names, prefix)}`);
  const problems = Object.entries(options).flatMap(([name, option]) => {
    if (!values.has(name) && option.optional) return [];
    const problem = option.problem(values.get(name));
    return problem === undefined ? [] : [`${prefix}${name}: ${problem}`];
  });
  return [...unknown, ...problems];
}

/** Letters that the beginnings of two names must share to mean the same: accumulateGradients, accumulation. */
const SAME_BEGINNING = 5;

function suggestion(name: string, names: readonly string[], prefix: string): string {
  const close = suggest(name, names);
  if (close !== "") return close;
  const beginning = name.slice(0, SAME_BEGINNING);
  const alike = beginning.length < SAME_BEGINNING ? undefined : names.find((each) => each.startsWith(beginning));
  return alike === undefined
    ? ` There are: ${names.map((each) => prefix + each).join(", ")}`
    : ` Did you mean ${alike}?`;
}
