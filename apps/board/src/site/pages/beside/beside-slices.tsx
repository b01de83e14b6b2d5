import type { Slice, Slicing } from "@dalmeum/standing/types";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { scaleOf } from "../../charts/row-scale.ts";
import { interval, signed } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { diagnosisWords } from "../experiment/diagnosis-words.ts";
import { sliceName } from "../experiment/slice-name.ts";
import { besideWords as words } from "./beside-words.ts";
import type { PairOfPages } from "./pair-of-pages.ts";
import { Side } from "./side.tsx";

interface SlicePair {
  readonly by: Slicing["by"];
  readonly name: string;
  readonly first: Slice["pearson"];
  readonly second: Slice["pearson"];
}

/** Where the one is better than the other. */
export function BesideSlices({ pages: [one, other] }: PairOfPages) {
  const say = useSay();
  const rows = slicePairs(one.diagnosis?.slicings ?? [], other.diagnosis?.slicings ?? []);
  if (rows.length === 0) return null;
  const scale = scaleOf(rows.flatMap(({ first, second }) => [first, second]));
  return (
    <Section title={say(words.slices)} note={say(words.slicesNote)} wide>
      <Table
        caption={say(words.slices)}
        columns={[
          { title: say(diagnosisWords.slice), cell: (row) => <Text of={sliceName(row, say)} /> },
          { title: <Side index={0} {...one} />, kind: "number", cell: ({ first }) => interval(first) },
          { title: <Side index={1} {...other} />, kind: "number", cell: ({ second }) => interval(second) },
          {
            title: <RowAxis scale={scale} />,
            kind: "plot",
            cell: ({ first, second }) => (
              <div class="two-intervals">
                <IntervalRow of={first} scale={scale} />
                <IntervalRow of={second} scale={scale} look="series-1" />
              </div>
            ),
          },
          { title: say(words.change), kind: "number", cell: changeOf },
        ]}
        rows={rows}
        keyOf={({ by, name }) => `${by} ${name}`}
        groupOf={({ by }) => say(diagnosisWords[by])}
      />
    </Section>
  );
}

/** Slices that both have. */
function slicePairs(one: readonly Slicing[], other: readonly Slicing[]): readonly SlicePair[] {
  return one.flatMap(({ by, slices }) => {
    const others = other.find((slicing) => slicing.by === by)?.slices ?? [];
    return slices.flatMap(({ name, pearson }): SlicePair[] => {
      const second = others.find((slice) => slice.name === name);
      return second === undefined ? [] : [{ by, name, first: pearson, second: second.pearson }];
    });
  });
}

const changeOf = ({ first, second }: SlicePair): string =>
  signed(first === null || second === null ? null : second.estimate - first.estimate);
