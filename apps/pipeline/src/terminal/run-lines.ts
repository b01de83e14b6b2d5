import { count } from "@dalmeum/contracts";
import { metric } from "@dalmeum/reports";
import type { ListedRun } from "@dalmeum/runs";

/** 12,345,678 -> "12.3 MB". */
export const megabytes = (bytes: number): string =>
  bytes < 1e5 ? `${count(Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** A run in a line: its path stays whole, to be copied. */
export function runLine(run: ListedRun): string {
  const { path, key, state, devPearson, here, store } = run;
  const age = ageOf(run);
  return [
    `${path}: ${state}`,
    ...(key === null ? [] : [key]),
    ...(state === "finished" ? [`its record says dev Pearson ${metric(devPearson)}`] : []),
    placesOf("", here.run, store?.run),
    placesOf("weights ", here.weights, store?.weights),
    ...(age === null ? [] : [age]),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function ageOf({ today, why }: ListedRun): string | null {
  if (today === true) return "today's";
  return today === false ? `stale: ${why ?? ""}` : why;
}

function placesOf(what: string, here: boolean, stored: boolean | undefined): string {
  const places = [...(here ? ["here"] : []), ...(stored === true ? ["in the store"] : [])];
  return places.length === 0 ? "" : what + places.join(" and ");
}
