import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { ComponentChildren } from "preact";
import { count } from "../format/numbers.ts";
import type { Domain } from "./domain.ts";
import { useWidth } from "./use-width.ts";

type Scale = ScaleLinear<number, number>;

interface PlaneProps {
  /** What it shows, for who does not see it. */
  readonly label: string;
  /** Where no heading above says it. */
  readonly caption?: string;
  /** `whole`: between two whole numbers there is nothing. */
  readonly x: { readonly label: string; readonly domain: Domain; readonly whole?: boolean };
  readonly y: { readonly label: string; readonly domain: Domain };
  /** Height in pixels; default 260. */
  readonly height?: number;
  readonly legend?: ComponentChildren;
  /** Its numbers in words or as a table, for who does not see it. */
  readonly numbers: ComponentChildren;
  /** Draws on scales in pixels. */
  readonly children: (x: Scale, y: Scale) => ComponentChildren;
}

/** Two axes around what is drawn on them, as wide as there is room. */
export function Plane({ label, caption, x, y, height = 260, legend, numbers, children }: PlaneProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [left, right, top, bottom] = [MARGIN.left, Math.max(width - MARGIN.right, MARGIN.left + 1), 8, height - 40];
  const [across, up] = [scaleLinear(x.domain, [left, right]), scaleLinear(y.domain, [bottom, top])];
  const [columns, lines] = [width < 480 ? 4 : 7, 5];
  const places = across.ticks(columns).filter((tick) => x.whole !== true || Number.isInteger(tick));
  const [shownAcross, shownUp] = [x.whole === true ? count : across.tickFormat(columns), up.tickFormat(lines)];
  return (
    <figure class="chart">
      {caption === undefined ? null : <figcaption>{caption}</figcaption>}
      {legend}
      {y.label === "" ? null : <p class="axis-title">{y.label}</p>}
      <div ref={ref} class="plane">
        {width === 0 ? null : (
          <svg width={width} height={height} role="img" aria-label={label}>
            {up.ticks(lines).map((tick) => (
              <g key={tick}>
                <line class="grid" x1={left} x2={right} y1={up(tick)} y2={up(tick)} />
                <text class="tick" x={left - 8} y={up(tick)} dy="0.35em" text-anchor="end">
                  {shownUp(tick)}
                </text>
              </g>
            ))}
            {places.map((tick) => (
              <text class="tick" key={tick} x={across(tick)} y={bottom + 18} text-anchor="middle">
                {shownAcross(tick)}
              </text>
            ))}
            <line class="axis" x1={left} x2={right} y1={bottom} y2={bottom} />
            {children(across, up)}
            <text class="tick" x={right} y={height - 4} text-anchor="end">
              {x.label}
            </text>
          </svg>
        )}
      </div>
      {numbers}
    </figure>
  );
}

const MARGIN = { left: 48, right: 16 };
