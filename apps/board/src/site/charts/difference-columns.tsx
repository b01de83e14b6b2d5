import type { Interval } from "@dalmeum/standing/types";
import { difference } from "../format/numbers.ts";
import type { Column } from "../widgets/table.tsx";
import { IntervalRow } from "./interval-row.tsx";
import { RowAxis } from "./row-axis.tsx";
import { scaleOf } from "./row-scale.ts";

/** A difference of each row with its interval, in numbers and drawn against 0. */
export function differenceColumns<Row>(
  title: string,
  rows: readonly Row[],
  of: (row: Row) => Interval | null,
): readonly Column<Row>[] {
  const scale = scaleOf(rows.map(of), 0);
  return [
    { title, kind: "number", cell: (row) => difference(of(row)) },
    {
      title: <RowAxis scale={scale} />,
      kind: "plot",
      cell: (row) => <IntervalRow of={of(row)} scale={scale} reference={0} />,
    },
  ];
}
