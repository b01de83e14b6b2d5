import { Scroller } from "../widgets/scroller.tsx";
import { Text } from "../widgets/text.tsx";
import { HEATS, heatOf } from "./heat.ts";

interface HeatMapProps {
  readonly caption: string;
  /** Of rows and columns. */
  readonly names: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
  /** What the two ends of its colours are called. */
  readonly ends: readonly [string, string];
}

/** A square of numbers, darker where they are higher: a table, so that each can be read. Columns go by the rows' numbers. */
export function HeatMap({ caption, names, values, ends }: HeatMapProps) {
  const off = values.flatMap((row, line) => row.filter((value, column) => value !== null && column !== line));
  const known = off.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return (
    <>
      <Scroller label={caption}>
        <table class="heat-map">
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              <td />
              {names.map((name, column) => (
                <th scope="col" key={name}>
                  <abbr title={name}>{column + 1}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, line) => (
              <tr key={name}>
                <th scope="row">
                  <span class="fit">
                    {line + 1} <Text of={name} />
                  </span>
                </th>
                {names.map((other, column) => {
                  const value = values[line]?.[column] ?? null;
                  const look = value === null || line === column ? "none" : heatOf(value, low, high);
                  return (
                    <td class={`heat-${look}`} key={other}>
                      {line === column || value === null ? "–" : value.toFixed(2)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {known.length === 0 ? null : (
        <p class="heat-legend">
          {ends[0]} {low.toFixed(2)}
          <span class="swatches" aria-hidden="true">
            {Array.from({ length: HEATS }, (_, heat) => (
              <span class={`heat-${heat}`} key={heat} />
            ))}
          </span>
          {high.toFixed(2)} {ends[1]}
        </p>
      )}
    </>
  );
}
