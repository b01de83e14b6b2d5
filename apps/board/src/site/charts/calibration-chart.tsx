import type { Calibration } from "@dalmeum/standing/types";
import { line } from "d3-shape";
import type { ComponentChildren } from "preact";
import { domainOf } from "./domain.ts";
import { Legend } from "./legend.tsx";
import { Plane } from "./plane.tsx";

interface CalibrationChartProps {
  readonly of: Calibration;
  readonly labels: Readonly<Record<"title" | "prediction" | "score" | "bins" | "line" | "curve", string>>;
  readonly numbers: ComponentChildren;
}

/** Mean score of bins of predictions, the straight line, and a rising curve through all pairs. */
export function CalibrationChart({ of: { bins, line: straight, curve }, labels, numbers }: CalibrationChartProps) {
  const domain = domainOf([...bins.map((bin) => bin.meanPrediction), ...curve.map((point) => point.prediction)]);
  const on = (prediction: number): number => straight.intercept + straight.slope * prediction;
  return (
    <Plane
      label={labels.title}
      x={{ label: labels.prediction, domain }}
      y={{ label: labels.score, domain: [0, 5] }}
      legend={
        <Legend
          entries={[
            { label: labels.bins, look: "line series-0 strong" },
            { label: labels.line, look: "line dashed" },
            { label: labels.curve, look: "line series-1" },
          ]}
        />
      }
      numbers={numbers}
    >
      {(across, up) => (
        <>
          <clipPath id="calibration-plane">
            <rect
              x={across(domain[0])}
              y={up(5)}
              width={across(domain[1]) - across(domain[0])}
              height={up(0) - up(5)}
            />
          </clipPath>
          <g clip-path="url(#calibration-plane)">
            <line
              class="line dashed"
              x1={across(domain[0])}
              x2={across(domain[1])}
              y1={up(on(domain[0]))}
              y2={up(on(domain[1]))}
            />
            <path
              class="line series-1"
              d={
                line<(typeof curve)[number]>(
                  (point) => across(point.prediction),
                  (point) => up(point.score),
                ).digits(1)(curve) ?? ""
              }
            />
          </g>
          {bins.map(({ meanPrediction, meanScore, residual }, index) => (
            <g class="series-0" key={index}>
              {residual === null ? null : (
                <line
                  class="line strong"
                  x1={across(meanPrediction)}
                  x2={across(meanPrediction)}
                  y1={up(meanScore + residual.estimate - residual.low)}
                  y2={up(meanScore + residual.estimate - residual.high)}
                />
              )}
              <circle class="dot" cx={across(meanPrediction)} cy={up(meanScore)} r="4" />
            </g>
          ))}
        </>
      )}
    </Plane>
  );
}
