import type { Blend } from "@dalmeum/standing/types";
import { differenceColumns } from "../../charts/difference-columns.tsx";
import { useSay } from "../../language/say.ts";
import { Names } from "../../widgets/names.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { blendWords as words } from "./blend-words.ts";

export function BlendModules({ of }: { readonly of: Blend["modules"] }) {
  const say = useSay();
  if (of.length === 0) return null;
  return (
    <Section title={say(words.modules)} note={say(words.modulesNote)} level={3}>
      <Table
        caption={say(words.modules)}
        columns={[
          { title: say(words.module), cell: ({ modules }) => <Names of={modules} /> },
          {
            title: say(words.usedBy),
            kind: "number",
            cell: ({ members, adds }) => (adds === null ? say(words.allUse) : members.length),
          },
          ...differenceColumns(say(words.adds), of, ({ adds }) => adds),
        ]}
        rows={of}
        keyOf={({ modules }) => modules.join()}
      />
    </Section>
  );
}
