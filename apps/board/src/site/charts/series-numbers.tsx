import { score } from "../format/numbers.ts";
import { useSay } from "../language/say.ts";
import { Table } from "../widgets/table.tsx";
import { chartWords } from "./chart-words.ts";
import type { Series } from "./series.ts";
import { NumbersBehind } from "./numbers-behind.tsx";

interface SeriesNumbersProps {
  readonly caption: string;
  readonly x: string;
  readonly series: readonly Series[];
}

/** Where each series began, what it reached, and where it ended. */
export function SeriesNumbers({ caption, x, series }: SeriesNumbersProps) {
  const say = useSay();
  const ofYs =
    (take: (ys: readonly number[]) => number | undefined) =>
    ({ points }: Series): string =>
      score(points.length === 0 ? null : (take(points.map(({ y }) => y)) ?? null));
  return (
    <NumbersBehind>
      <Table
        caption={caption}
        columns={[
          { title: say(chartWords.series), cell: ({ name }) => name },
          { title: say(chartWords.points), kind: "number", cell: ({ points }) => points.length },
          { title: say(chartWords.first), kind: "number", cell: ofYs((ys) => ys[0]) },
          { title: say(chartWords.lowest), kind: "number", cell: ofYs((ys) => Math.min(...ys)) },
          { title: say(chartWords.highest), kind: "number", cell: ofYs((ys) => Math.max(...ys)) },
          { title: say(chartWords.last), kind: "number", cell: ofYs((ys) => ys.at(-1)) },
          { title: x, kind: "number", cell: ({ points }) => points.at(-1)?.x ?? "–" },
        ]}
        rows={series}
        keyOf={({ name }) => name}
      />
    </NumbersBehind>
  );
}
