import type { BandPoint, LearningCurve } from "@dalmeum/standing/types";
import { LineChart } from "../../charts/line-chart.tsx";
import type { Series } from "../../charts/series.ts";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { Section } from "../../widgets/section.tsx";
import { devSeries, lossSeries } from "./curve-series.ts";
import { experimentWords as words } from "./experiment-words.ts";

interface CurvesProps {
  readonly curves: readonly LearningCurve[];
  readonly band: readonly BandPoint[];
}

/** How its runs learned: each, and all together. */
export function Curves({ curves, band }: CurvesProps) {
  const say = useSay();
  const dev = devSeries(curves, say);
  const loss = lossSeries(curves, say);
  const together: Series[] =
    band.length === 0
      ? []
      : [
          {
            name: say(words.mean),
            look: "series-0 strong",
            points: band.map(({ step, mean }) => ({ x: step, y: mean })),
            band: band.map(({ step, low, high }) => ({ x: step, low, high })),
          },
        ];
  return (
    <>
      <Section title={say(words.curves)}>
        {dev.length === 0 ? (
          <Empty command="hooks: [trackDev({ everySteps: 50 })]">{say(words.noCurves)}</Empty>
        ) : (
          <LineChart
            label={say(words.devCurve)}
            caption={say(words.devCurve)}
            x={say(words.update)}
            y="Pearson r"
            series={[...dev, ...together]}
            legend={[
              { label: say(words.eachRun), look: "line faint" },
              ...(together.length === 0 ? [] : [{ label: say(words.meanAndRange), look: "line series-0 strong" }]),
            ]}
          />
        )}
      </Section>
      {loss.length === 0 ? null : (
        <Section title={say(words.lossCurve)}>
          <LineChart label={say(words.lossCurve)} x={say(words.update)} y={say(words.loss)} series={loss} />
        </Section>
      )}
    </>
  );
}
