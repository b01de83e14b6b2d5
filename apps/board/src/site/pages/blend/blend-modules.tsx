import type { Blend } from "@dalmeum/standing/types";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { scaleOf } from "../../charts/row-scale.ts";
import { difference } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Names } from "../../widgets/names.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { blendWords as words } from "./blend-words.ts";

export function BlendModules({ of }: { readonly of: Blend["modules"] }) {
  const say = useSay();
  if (of.length === 0) return null;
  const scale = scaleOf(
    of.map(({ adds }) => adds),
    0,
  );
  return (
    <Section title={say(words.modules)} note={say(words.modulesNote)} level={3}>
      <Table
        caption={say(words.modules)}
        columns={[
          { title: say(words.module), cell: ({ modules }) => <Names of={modules} /> },
          { title: say(words.usedBy), kind: "number", cell: ({ members }) => members.length },
          {
            title: say(words.adds),
            kind: "number",
            cell: ({ adds }) => (adds === null ? say(words.allUse) : difference(adds)),
          },
          {
            title: <RowAxis scale={scale} />,
            kind: "plot",
            cell: ({ adds }) => <IntervalRow of={adds} scale={scale} reference={0} />,
          },
        ]}
        rows={of}
        keyOf={({ modules }) => modules.join()}
      />
    </Section>
  );
}
