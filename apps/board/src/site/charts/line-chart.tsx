import { area, line } from "d3-shape";
import { domainOf } from "./domain.ts";
import { Legend, type LegendEntry } from "./legend.tsx";
import { Plane } from "./plane.tsx";
import type { Point, Series } from "./series.ts";
import { SeriesNumbers } from "./series-numbers.tsx";

interface LineChartProps {
  /** What it shows, for who does not see it. */
  readonly label: string;
  /** Where no heading above says it. */
  readonly caption?: string;
  readonly x: string;
  /** Where the caption does not say it. */
  readonly y?: string;
  readonly series: readonly Series[];
  readonly legend?: readonly LegendEntry[];
  readonly height?: number;
}

/** Series over whole numbers, with bands. */
export function LineChart({ x, y, series, legend, height = 260, ...names }: LineChartProps) {
  const bands = series.flatMap(({ band = [] }) => band);
  const points = series.flatMap((one) => one.points);
  return (
    <Plane
      {...names}
      x={{ label: x, domain: domainOf([0, ...points.map((point) => point.x)]), whole: true }}
      y={{
        label: y ?? "",
        domain: domainOf([...points.map((point) => point.y), ...bands.flatMap(({ low, high }) => [low, high])]),
      }}
      height={height}
      legend={legend === undefined ? null : <Legend entries={legend} />}
      numbers={<SeriesNumbers caption={names.label} x={x} series={series} />}
    >
      {(across, up) => {
        const drawn = line<Point>(
          (point) => across(point.x),
          (point) => up(point.y),
        ).digits(1);
        const shaded = area<{ x: number; low: number; high: number }>(
          (point) => across(point.x),
          (point) => up(point.low),
          (point) => up(point.high),
        ).digits(1);
        return series.map(({ name, look, points: its, band }) => (
          <g key={name}>
            {band === undefined ? null : <path class={`band ${look}`} d={shaded(band) ?? ""} />}
            <path class={`line ${look}`} d={drawn(its) ?? ""}>
              <title>{name}</title>
            </path>
            {its.length === 1 ? (
              <circle class={`dot ${look}`} cx={across(its[0]?.x ?? 0)} cy={up(its[0]?.y ?? 0)} r="3" />
            ) : null}
          </g>
        ));
      }}
    </Plane>
  );
}
