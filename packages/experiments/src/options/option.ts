import { foundText } from "@dalmeum/contracts";

/** What a value must be that somebody writes in an experiment.ts, which no compiler has looked at. */
export interface Option {
  /** In words, with an example. */
  readonly expected: string;
  /** What is wrong with a value, if anything. */
  problem(value: unknown): string | undefined;
  /** Whether it may be left out. */
  readonly optional: boolean;
}

const option = (expected: string, fits: (value: unknown) => boolean): Option => ({
  expected,
  optional: false,
  problem: (value) => (fits(value) ? undefined : `found ${foundText(value)}, expected ${expected}`),
});

/** Its range is looked at where all options are known. */
export const number = option("a number", (value) => typeof value === "number");
export const boolean = option("true or false", (value) => typeof value === "boolean");
export const oneOf = (values: readonly string[]): Option =>
  option(values.map((value) => `"${value}"`).join(" or "), (value) => values.some((each) => each === value));

/** Text that says something. */
export const text = (expected: string): Option =>
  option(expected, (value) => typeof value === "string" && value.trim() !== "");

/** An object with these functions: what one of the project's factories returns. */
export const part = (expected: string, ...methods: readonly string[]): Option =>
  option(expected, (value) => methods.every((method) => typeof propertyOf(value, method) === "function"));

/** The same, told apart by a property that no other part has. */
export const partWith = (expected: string, property: string): Option =>
  option(expected, (value) => propertyOf(value, property) !== undefined);

export const listOf = (item: Option, expected = `a list: [${item.expected}]`): Option => ({
  expected,
  optional: false,
  problem: (value) => {
    if (!Array.isArray(value)) return `found ${foundText(value)}, expected ${expected}`;
    const problems = value.map((each: unknown) => item.problem(each));
    return problems.find((problem) => problem !== undefined);
  },
});

/** It may be left out, and something stands in its place. */
export const defaulted = (of: Option): Option => ({ ...of, optional: true });

/** It may be left out, or undefined. */
export const optional = (of: Option): Option => ({
  ...of,
  optional: true,
  problem: (value) => (value === undefined ? undefined : of.problem(value)),
});

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
