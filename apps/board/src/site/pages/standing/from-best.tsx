import type { BesideBest } from "@dalmeum/standing/types";
import { pText, signed } from "../../format/numbers.ts";

/** How far an experiment lies from the best one, and how likely that is chance. */
export function FromBest({ of }: { readonly of: BesideBest | null }) {
  if (of === null) return <>{"–"}</>;
  const { estimate, low, high } = of.difference;
  return (
    <>
      {signed(estimate)}
      <span class="under">
        [{signed(low)}, {signed(high)}]
      </span>
      <span class="under">
        <i>p</i> {pText(of.pValue)}
      </span>
    </>
  );
}
