import type { BandPoint, LearningCurve } from "@dalmeum/standing/types";
import { LineChart } from "../../charts/line-chart.tsx";
import type { Series } from "../../charts/series.ts";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { Section } from "../../widgets/section.tsx";
import { devSeries } from "./curve-series.ts";
import { experimentWords as words } from "./experiment-words.ts";

interface DevCurvesProps {
  readonly curves: readonly LearningCurve[];
  readonly band: readonly BandPoint[];
}

/** How its runs came to their scores: each, and all together. */
export function DevCurves({ curves, band }: DevCurvesProps) {
  const say = useSay();
  const dev = devSeries(curves, say);
  const mean: Series = {
    name: say(words.mean),
    look: "series-0 strong",
    points: band.map((point) => ({ x: point.step, y: point.mean })),
    band: band.map(({ step, low, high }) => ({ x: step, low, high })),
  };
  const together = band.length === 0 ? [] : [mean];
  return (
    <Section title={say(words.curves)}>
      {dev.length === 0 ? (
        <Empty command="hooks: [trackDev({ everySteps: 50 })]">{say(words.noCurves)}</Empty>
      ) : (
        <LineChart
          label={say(words.devCurve)}
          x={say(words.update)}
          y={say(words.devCurve)}
          series={[...dev, ...together]}
          legend={[
            { label: say(words.eachRun), look: "line faint" },
            ...together.map(({ look }) => ({ label: say(words.meanAndRange), look: `line ${look}` })),
          ]}
        />
      )}
    </Section>
  );
}
