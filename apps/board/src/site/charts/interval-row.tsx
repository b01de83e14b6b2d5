import type { Interval } from "@dalmeum/standing/types";
import { placeOf, type RowScale } from "./row-scale.ts";

interface IntervalRowProps {
  readonly of: Interval | null;
  readonly scale: RowScale;
  /** A value that it is read against. */
  readonly reference?: number;
  /** Single values behind the estimate, such as a score for each seed. */
  readonly marks?: readonly number[];
}

/** An estimate with its interval in a cell of a table. Its numbers stand beside it, so it is not read out. */
export function IntervalRow({ of, scale, reference, marks = [] }: IntervalRowProps) {
  const at = (value: number): string => `${placeOf(value, scale)}%`;
  return (
    <svg class="interval-row" aria-hidden="true">
      {reference === undefined ? null : <line class="reference" x1={at(reference)} x2={at(reference)} y1="0" y2="100%" />}
      {of === null || of.high < scale.low ? null : (
        <>
          <line class="whisker" x1={at(of.low)} x2={at(of.high)} y1="50%" y2="50%" />
          {marks.map((value, index) => (
            <line class="mark" key={index} x1={at(value)} x2={at(value)} y1="28%" y2="72%" />
          ))}
          {of.estimate < scale.low ? null : <circle class="estimate" cx={at(of.estimate)} cy="50%" r="4" />}
        </>
      )}
      {of !== null && of.low < scale.low ? <text class="beyond" x="0" y="50%" dy="0.35em">{"◂"}</text> : null}
    </svg>
  );
}
