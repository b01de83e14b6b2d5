import type { StandingRow } from "@dalmeum/standing/types";
import { count } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { standingWords as words } from "./standing-words.ts";

/** What it would take to tell a tied experiment apart from the best. */
export function ToSettle({ of: { place, beside } }: { readonly of: StandingRow }) {
  const say = useSay();
  if (place !== "tied" || beside === null) return <>{"–"}</>;
  if (beside.seedsToSettle !== null) return <>{say(words.seedsToSettle)(beside.seedsToSettle)}</>;
  if (beside.pairsToSettle !== null) return <>{say(words.pairsToSettle)(count(beside.pairsToSettle))}</>;
  return <>{beside.overSeeds ? "–" : say(words.oneSeed)}</>;
}
