import type { StandingRow } from "@dalmeum/standing/types";
import { count } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { standingWords as words } from "./standing-words.ts";

/** What it would take to tell an experiment apart from the best. */
export function ToSettle({ of: { place, beside } }: { readonly of: StandingRow }) {
  const say = useSay();
  if (beside === null) return <>{"–"}</>;
  if (!beside.overSeeds) return <>{say(words.oneSeed)}</>;
  if (place === "behind") return <>{"–"}</>;
  if (beside.seedsToSettle !== null) return <>{say(words.seedsToSettle)(beside.seedsToSettle)}</>;
  return <>{beside.pairsToSettle === null ? "–" : say(words.pairsToSettle)(count(beside.pairsToSettle))}</>;
}
