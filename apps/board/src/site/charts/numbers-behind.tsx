import type { ComponentChildren } from "preact";
import { useSay } from "../language/say.ts";
import { chartWords } from "./chart-words.ts";

/** A chart's numbers, folded below it. */
export function NumbersBehind({ children }: { readonly children: ComponentChildren }) {
  const say = useSay();
  return (
    <details class="numbers-behind">
      <summary>{say(chartWords.numbers)}</summary>
      {children}
    </details>
  );
}
