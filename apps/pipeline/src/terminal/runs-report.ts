import { metric, type Report, right, table } from "@dalmeum/reports";
import { count, counted } from "@dalmeum/contracts";
import type { ListedRun } from "@dalmeum/runs";

/** 1,234,567 -> "1.2 MB". */
export const megabytes = (bytes: number): string =>
  bytes < 1e5 ? `${count(Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** Runs for people, a row each. */
export function runsReport(runs: readonly ListedRun[]): Report {
  return {
    title: counted(runs.length, "run"),
    blocks: [
      table(
        [
          ...["run", "state", "of today's"].map((title) => ({ title })),
          right("dev Pearson"),
          ...["where", "weights"].map((title) => ({ title })),
        ],
        runs.map((run) => [
          run.path,
          run.state,
          ageOf(run),
          run.state === "finished" ? metric(run.devPearson) : "",
          placesOf(run, "run"),
          placesOf(run, "weights"),
        ]),
      ),
    ],
  };
}

function ageOf({ today, why }: ListedRun): string {
  if (today === true) return "today's";
  return today === false ? `stale: ${why ?? ""}` : (why ?? "");
}

function placesOf({ here, store }: ListedRun, what: "run" | "weights"): string {
  return [here[what] ? "here" : "", store?.[what] === true ? "store" : ""].filter((each) => each !== "").join(", ");
}
