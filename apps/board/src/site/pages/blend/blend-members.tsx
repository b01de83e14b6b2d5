import type { Blend } from "@dalmeum/standing/types";
import { BarRow } from "../../charts/bar-row.tsx";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { scaleOf } from "../../charts/row-scale.ts";
import { difference, score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { blendWords as words } from "./blend-words.ts";

export function BlendMembers({ of }: { readonly of: Blend["members"] }) {
  const say = useSay();
  const most = Math.max(...of.map(({ weight }) => weight));
  const scale = scaleOf(
    of.map(({ adds }) => adds),
    0,
  );
  return (
    <Section title={say(words.members)} note={say(words.membersNote)} wide level={3}>
      <Table
        caption={say(words.members)}
        columns={[
          {
            title: say(words.member),
            cell: ({ experiment, reference }) => <ExperimentLink id={experiment} reference={reference} />,
          },
          { title: say(words.weight), kind: "number", cell: ({ weight }) => weight.toFixed(3) },
          { title: "", kind: "plot", cell: ({ weight }) => <BarRow value={weight} most={most} /> },
          { title: say(words.alone), kind: "number", cell: ({ pearson }) => score(pearson) },
          { title: say(words.adds), kind: "number", cell: ({ adds }) => difference(adds) },
          {
            title: <RowAxis scale={scale} />,
            kind: "plot",
            cell: ({ adds }) => <IntervalRow of={adds} scale={scale} reference={0} />,
          },
        ]}
        rows={of}
        keyOf={({ reference }) => reference}
      />
    </Section>
  );
}
