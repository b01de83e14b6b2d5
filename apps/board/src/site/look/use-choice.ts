import { useState } from "preact/hooks";
import { readStored, writeStored } from "./stored.ts";

/** One of some values, kept for this reader's next visit. */
export function useChoice<Value extends string>(
  name: string,
  values: readonly Value[],
  otherwise: Value,
): readonly [Value, (value: string) => void] {
  const known = (text: string | null): Value => values.find((value) => value === text) ?? otherwise;
  const [chosen, setChosen] = useState(() => known(readStored(name)));
  const choose = (text: string): void => {
    const value = known(text);
    writeStored(name, value);
    setChosen(value);
  };
  return [chosen, choose];
}
