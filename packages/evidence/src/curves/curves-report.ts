import { figure, four, linePlot, list, paragraph, type Report, right, table } from "@dalmeum/reports";
import type { LearningCurve } from "./learning-curves.ts";

/** Learning curves for people: a line a run, and when each reached a score. */
export function curvesReport(
  curves: readonly LearningCurve[],
  reach: number | undefined,
  warnings: readonly string[] = [],
): Report {
  const drawn = curves.filter(({ scores }) => scores.length > 0);
  const missing = curves.length - drawn.length;
  return {
    title: `Dev Pearson of ${[...new Set(curves.map(({ experiment }) => experiment))].join(", ")} while they trained`,
    blocks: [
      ...(missing > 0
        ? [
            paragraph(
              `${missing} of ${curves.length} runs were not scored while they trained; trackDev in \`hooks\` does.`,
            ),
          ]
        : []),
      ...(warnings.length > 0 ? [list(warnings)] : []),
      ...(drawn.length > 0
        ? [
            figure(
              linePlot({
                name: "curves",
                title: "Dev Pearson by updates",
                x: { label: "updates" },
                y: { label: "dev Pearson" },
                series: drawn.map(({ experiment, run, scores }) => ({
                  name: `${experiment}, ${run}`,
                  points: scores.map(({ step, devPearson }) => ({ x: step, y: devPearson })),
                })),
                ...(reach === undefined ? {} : { reference: { value: reach, label: "asked for" } }),
              }),
            ),
          ]
        : []),
      table(
        [
          { title: "experiment" },
          { title: "run" },
          right("best"),
          right("last"),
          ...(reach === undefined ? [] : [right(`updates to ${reach}`)]),
        ],
        drawn.map(({ experiment, run, scores, reachedAt }) => [
          experiment,
          run,
          four(Math.max(...scores.map(({ devPearson }) => devPearson ?? -Infinity))),
          four(scores.at(-1)?.devPearson ?? NaN),
          ...(reach === undefined ? [] : [reachedAt === null || reachedAt === undefined ? "never" : String(reachedAt)]),
        ]),
      ),
    ],
  };
}
