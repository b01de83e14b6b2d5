import { count } from "../format/numbers.ts";
import { Table } from "../widgets/table.tsx";
import { BarRow } from "./bar-row.tsx";

interface BarTableProps {
  readonly caption: string;
  /** What the rows are. */
  readonly label: string;
  /** What is counted. */
  readonly value: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

/** Counts as bars, each with its number. */
export function BarTable({ caption, label, value, bars }: BarTableProps) {
  const most = Math.max(...bars.map((bar) => bar.value));
  return (
    <div class="bars">
      <Table
        caption={caption}
        columns={[
          { title: label, cell: (bar) => bar.label },
          { title: value, kind: "number", cell: (bar) => count(bar.value) },
          { title: "", kind: "plot", cell: (bar) => <BarRow value={bar.value} most={most} /> },
        ]}
        rows={bars}
        keyOf={(bar) => bar.label}
      />
    </div>
  );
}
