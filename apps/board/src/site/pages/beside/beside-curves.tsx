import type { ExperimentPage } from "@dalmeum/standing/types";
import { LineChart } from "../../charts/line-chart.tsx";
import type { Series } from "../../charts/series.ts";
import { printable } from "@dalmeum/reports/printable";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { Section } from "../../widgets/section.tsx";
import { experimentWords } from "../experiment/experiment-words.ts";
import { besideWords as words } from "./beside-words.ts";
import type { PairOfPages } from "./pair-of-pages.ts";

/** Mean dev curve of each, with what its runs lie within. */
export function BesideCurves({ pages }: PairOfPages) {
  const say = useSay();
  const series = pages.map(meanSeries).filter(({ points }) => points.length > 0);
  return (
    <Section title={say(words.curves)} wide>
      {series.length === 0 ? (
        <Empty command="hooks: [trackDev({ everySteps: 50 })]">{say(experimentWords.noCurves)}</Empty>
      ) : (
        <LineChart
          label={say(words.curves)}
          x={say(experimentWords.update)}
          y="Pearson r"
          series={series}
          legend={series.map(({ name, look }) => ({ label: name, look: `line ${look}` }))}
        />
      )}
    </Section>
  );
}

/** Of several runs their mean and band, of one its curve. */
function meanSeries({ reference, curveBand, curves }: ExperimentPage, index: number): Series {
  const base = { name: printable(reference), look: `series-${index} strong` };
  if (curveBand.length > 0) {
    return {
      ...base,
      points: curveBand.map(({ step, mean }) => ({ x: step, y: mean })),
      band: curveBand.map(({ step, low, high }) => ({ x: step, low, high })),
    };
  }
  const dev = curves[0]?.dev ?? [];
  const points = dev.flatMap(({ step, devPearson }) => (devPearson === null ? [] : [{ x: step, y: devPearson }]));
  return { ...base, points };
}
