import { figure, four, type Language, linePlot, list, paragraph, type Report, right, table } from "@dalmeum/reports";
import { runNames } from "../words/run-names.ts";
import { curvesWords } from "./curves-words.ts";
import type { LearningCurve } from "./learning-curves.ts";

export interface CurvesReportOptions {
  /** Dev Pearson that was looked for. */
  readonly reach?: number | undefined;
  /** What a reader must know of the runs. */
  readonly warnings?: readonly string[];
  readonly language?: Language;
}

/** Learning curves for people: a line a run, and when each reached a score. */
export function curvesReport(
  curves: readonly LearningCurve[],
  { reach, warnings = [], language = "en" }: CurvesReportOptions = {},
): Report {
  const words = curvesWords[language];
  const runName = runNames[language];
  const drawn = curves.filter(({ scores }) => scores.length > 0);
  const missing = curves.length - drawn.length;
  const { columns } = words;
  return {
    language,
    title: words.title([...new Set(curves.map(({ experiment }) => experiment))].join(", ")),
    blocks: [
      ...(missing > 0 ? [paragraph(words.notScored(missing, curves.length))] : []),
      ...(warnings.length > 0 ? [list(warnings)] : []),
      ...(drawn.length > 0
        ? [
            figure(
              linePlot({
                name: "curves",
                title: words.plot,
                language,
                x: { label: words.updates },
                y: { label: words.devPearson },
                series: drawn.map(({ experiment, key, scores }) => ({
                  name: `${experiment}, ${runName(key)}`,
                  points: scores.map(({ step, devPearson }) => ({ x: step, y: devPearson })),
                })),
                ...(reach === undefined ? {} : { reference: { value: reach, label: words.askedFor } }),
              }),
            ),
          ]
        : []),
      table(
        [
          { title: columns.experiment },
          { title: columns.run },
          right(columns.best),
          right(columns.last),
          ...(reach === undefined ? [] : [right(words.updatesTo(reach))]),
        ],
        drawn.map(({ experiment, key, scores, reachedAt }) => [
          experiment,
          runName(key),
          four(Math.max(...scores.map(({ devPearson }) => devPearson ?? -Infinity))),
          four(scores.at(-1)?.devPearson ?? NaN),
          ...(reach === undefined
            ? []
            : [reachedAt === null || reachedAt === undefined ? words.never : String(reachedAt)]),
        ]),
      ),
    ],
  };
}
