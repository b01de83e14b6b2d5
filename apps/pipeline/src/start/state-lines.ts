import { counted } from "@dalmeum/contracts";
import { wrapped } from "@dalmeum/reports/text";
import type { HypothesisStanding } from "@dalmeum/evidence";
import type { Task } from "./first-tasks.ts";
import type { ExperimentState, TeamState } from "./team-state.ts";

/**
 * Where a team stands and what is to be done, for people.
 * @param columns that a line may have; commands stay whole, to be copied.
 */
export function stateLines(state: TeamState, tasks: readonly Task[], columns: number): readonly string[] {
  const { experiments, freePackages } = state;
  const trained = experiments.filter(({ finishedRuns }) => finishedRuns > 0).length;
  const open = experiments.filter(({ standing }) => standing.kind in OPEN);
  const hanging = (text: string, first: string): readonly string[] =>
    wrapped(text, columns - first.length).map((line, index) => (index === 0 ? first : " ".repeat(first.length)) + line);
  const listed = (title: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : ["", title, ...items.flatMap((item) => hanging(item, "  - "))];
  return [
    `${counted(experiments.length, "experiment")}, ${trained} of them trained; ` +
      `${open.length} ${open.length === 1 ? "hypothesis" : "hypotheses"} without an answer; ` +
      `${counted(freePackages.length, "package")} without an owner`,
    "",
    "first tasks",
    ...tasks.flatMap(({ title, why, commands }, index) => [
      ...hanging(`${title}: ${why}`, `${index + 1}. `),
      ...commands.map((command) => `     ${command}`),
    ]),
    ...listed("hypotheses without an answer", open.map(hypothesisLine)),
    ...listed("answered", experiments.filter(({ standing }) => standing.kind in ANSWERED).map(hypothesisLine)),
    ...listed(
      "cannot be answered: their hypothesis names no control",
      experiments.some(isUntested)
        ? [
            experiments
              .filter(isUntested)
              .map(({ name }) => name)
              .join(", "),
          ]
        : [],
    ),
    ...listed("packages without an owner", freePackages.length === 0 ? [] : [freePackages.join(", ")]),
  ];
}

const OPEN = { untrained: true, undecided: true, unclear: true };
const ANSWERED = { supported: true, refuted: true };
const isUntested = ({ standing }: ExperimentState): boolean => standing.kind === "untested";

const hypothesisLine = ({ name, claim, standing }: ExperimentState): string =>
  `${name}: ${standingText(standing)}${claim === null ? "" : `. "${claim}"`}`;

function standingText(standing: HypothesisStanding): string {
  switch (standing.kind) {
    case "untested":
      return "names no control";
    case "untrained":
      return `lacks runs of ${standing.lacking.join(" and ")}`;
    case "undecided":
      return undecidedText(standing);
    case "unclear":
      return standing.why.split("\n", 1).join("");
    case "supported":
    case "refuted":
      return standing.kind;
  }
}

function undecidedText({
  seeds,
  settlingSeeds,
  settlingExamples,
}: Extract<HypothesisStanding, { kind: "undecided" }>): string {
  if (seeds === 1) return "undecided: one seed an arm says nothing of how another would do";
  if (settlingSeeds !== null) return `undecided with ${seeds} seeds an arm, settled by ${settlingSeeds}`;
  if (settlingExamples !== null) return `undecided, and no seeds settle it: ${counted(settlingExamples, "pair")} would`;
  return `undecided with ${seeds} seeds an arm`;
}
