import type { Interval } from "@dalmeum/standing/types";
import { placeOf, type RowScale } from "./row-scale.ts";

interface IntervalRowProps {
  readonly of: Interval | null;
  readonly scale: RowScale;
  /** A value that it is read against. */
  readonly reference?: number;
  /** Single values behind the estimate, such as a score for each seed. */
  readonly marks?: readonly number[];
  /** Class of its colour. */
  readonly look?: string;
}

/** An estimate with its interval in a cell of a table. Its numbers stand beside it, so it is not read out. */
export function IntervalRow({ of, scale, reference, marks = [], look = "series-0" }: IntervalRowProps) {
  const at = (value: number): string => `${placeOf(value, scale)}%`;
  return (
    <svg class={`interval-row ${look}`} aria-hidden="true">
      {reference === undefined ? null : (
        <line class="reference" x1={at(reference)} x2={at(reference)} y1="0" y2="100%" />
      )}
      {of === null || of.high < scale.low ? null : (
        <>
          <line class="whisker" x1={at(of.low)} x2={at(of.high)} y1="50%" y2="50%" />
          {marks.map((value, index) => (
            <line class="mark" key={index} x1={at(value)} x2={at(value)} y1="66%" y2="96%" />
          ))}
          {of.estimate < scale.low ? null : <circle class="estimate" cx={at(of.estimate)} cy="50%" r="3.5" />}
        </>
      )}
      {of !== null && of.low < scale.low ? (
        <text class="beyond" x="0" y="50%" dy="0.35em">
          {"◂"}
        </text>
      ) : null}
    </svg>
  );
}
