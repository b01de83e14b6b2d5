import { kindOf, type PickleValue } from "./pickle-value.ts";

export type Refuse = (found: string) => Error;

/** What a pickle works on: a stack with marks, and the values that it keeps to use again. */
export interface PickleStack {
  push(value: PickleValue): void;
  pop(): PickleValue;
  popText(): string;
  popToMark(): readonly PickleValue[];
  popMany(count: number): readonly PickleValue[];
  topDict(): Map<string, PickleValue>;
  mark(): void;
  /** Keep the top. */
  keep(index: number): void;
  /** How many values are kept. */
  readonly kept: number;
  recall(index: number): PickleValue;
  readonly depth: number;
}

/** @param refuse makes the error where the stack does not hold what is asked of it. */
export function pickleStack(refuse: Refuse): PickleStack {
  const values: PickleValue[] = [];
  const marks: number[] = [];
  const kept = new Map<number, PickleValue>();
  const top = (): PickleValue => {
    const value = values.length > (marks.at(-1) ?? 0) ? values.at(-1) : undefined;
    if (value === undefined) throw refuse("a pickle that takes more than it has");
    return value;
  };
  const pop = (): PickleValue => {
    const value = top();
    values.length -= 1;
    return value;
  };
  return {
    push: (value) => {
      values.push(value);
    },
    pop,
    popText: () => {
      const value = pop();
      if (typeof value !== "string") throw refuse(`${kindOf(value)} as a name`);
      return value;
    },
    popToMark: () => {
      const mark = marks.pop();
      if (mark === undefined) throw refuse("a pickle that closes what it did not open");
      return values.splice(mark);
    },
    popMany: (count) => Array.from({ length: count }, pop).toReversed(),
    topDict: () => {
      const value = top();
      if (!(value instanceof Map)) throw refuse(`${kindOf(value)} used as a dict`);
      return value;
    },
    mark: () => {
      marks.push(values.length);
    },
    keep: (index) => {
      kept.set(index, top());
    },
    recall: (index) => {
      const value = kept.get(index);
      if (value === undefined) throw refuse("a pickle that recalls what it did not keep");
      return value;
    },
    get kept() {
      return kept.size;
    },
    get depth() {
      return values.length;
    },
  };
}
