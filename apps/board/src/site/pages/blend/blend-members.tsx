import type { Blend } from "@dalmeum/standing/types";
import { BarRow } from "../../charts/bar-row.tsx";
import { differenceColumns } from "../../charts/difference-columns.tsx";
import { score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { blendWords as words } from "./blend-words.ts";

export function BlendMembers({ of }: { readonly of: Blend["members"] }) {
  const say = useSay();
  const most = Math.max(...of.map(({ weight }) => weight));
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
          ...differenceColumns(say(words.adds), of, ({ adds }) => adds),
        ]}
        rows={of}
        keyOf={({ reference }) => reference}
      />
    </Section>
  );
}
