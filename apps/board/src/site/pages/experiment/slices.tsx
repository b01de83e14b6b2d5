import type { Diagnosis } from "@dalmeum/standing/types";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { scaleOf } from "../../charts/row-scale.ts";
import { count, difference, interval } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { diagnosisWords as words } from "./diagnosis-words.ts";
import { sliceName } from "./slice-name.ts";

/** Where predictions are good and where they are not. */
export function Slices({ of: { slicings, calibration } }: { readonly of: Diagnosis }) {
  const say = useSay();
  const rows = slicings.flatMap(({ by, slices }) => slices.map((slice) => ({ by, ...slice })));
  const scale = scaleOf(
    rows.map(({ pearson }) => pearson),
    calibration.pearson,
  );
  return (
    <Section title={say(words.slices)} note={say(words.slicesNote)} wide>
      <Table
        caption={say(words.slices)}
        columns={[
          { title: say(words.slice), cell: (slice) => <Text of={sliceName(slice, say)} /> },
          { title: say(words.pairs), kind: "number", cell: (slice) => count(slice.pairs) },
          { title: "r", kind: "number", cell: (slice) => interval(slice.pearson) },
          {
            title: <RowAxis scale={scale} />,
            kind: "plot",
            cell: (slice) => <IntervalRow of={slice.pearson} scale={scale} reference={calibration.pearson} />,
          },
          { title: say(words.residual), kind: "number", cell: (slice) => difference(slice.residual) },
          { title: say(words.absoluteError), kind: "number", cell: (slice) => slice.absoluteError.toFixed(3) },
        ]}
        rows={rows}
        keyOf={({ by, name }) => `${by} ${name}`}
        groupOf={({ by }) => say(words[by])}
      />
    </Section>
  );
}
