import { four, intervalText, paragraph, type Report, right, signed, table } from "@dalmeum/reports";
import type { BlendResult } from "@dalmeum/runs";

/** What an ensemble learned, for people. */
export function blendReport(name: string, { members, modules, fitted, nested, postProcessing }: BlendResult): Report {
  return {
    title: `${name}: a blend of ${members.length}`,
    blocks: [
      paragraph(
        `Pearson's r out of fold is ${four(nested)} on pairs that the blend was not fitted on. On those that it was fitted ` +
          `on it is ${four(fitted)}: ${signed(fitted - nested)} of that is fitting.`,
      ),
      table(
        [{ title: "member" }, ...["weight", "r", "r without it", "it adds, 95 % over pairs"].map(right)],
        members.map(({ experiment, weight, pearson, without, adds }) => [
          ...[experiment, weight.toFixed(3), four(pearson)],
          ...[without === null ? "" : four(without), adds === null ? "" : intervalText(adds)],
        ]),
      ),
      ...(modules.length === 0
        ? []
        : [
            table(
              [
                { title: "module" },
                { title: "members" },
                ...["r without them", "they add, 95 % over pairs"].map(right),
              ],
              modules.map(({ modules: names, members: users, without, adds }) => [
                ...[names.join(", "), users.join(", ")],
                ...[without === null ? "" : four(without), adds === null ? "" : intervalText(adds)],
              ]),
            ),
          ]),
      ...(postProcessing.length === 0
        ? []
        : [
            table(
              [{ title: "afterwards" }, ...["r", "it adds, 95 % over pairs"].map(right)],
              postProcessing.map((step) => [step.name, four(step.pearson), intervalText(step.gain)]),
            ),
          ]),
    ],
  };
}
