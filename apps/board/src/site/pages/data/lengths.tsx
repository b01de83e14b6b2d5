import { count } from "../../format/numbers.ts";
import type { DatasetReport } from "./dataset-report.ts";
import { BarTable } from "../../charts/bar-table.tsx";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { dataWords as words } from "./data-words.ts";

export function Lengths({ of: { lengths, lengthBins } }: { readonly of: DatasetReport }) {
  const say = useSay();
  return (
    <Section title={say(words.lengths)} note={say(words.lengthsNote)} level={3}>
      <BarTable
        caption={say(words.lengths)}
        label={say(words.characters)}
        value={say(words.sentences)}
        bars={lengthBins.map(({ from, to, sentences }) => ({
          label: to === null ? say(words.andMore)(from) : say(words.upTo)(from, to),
          value: sentences,
        }))}
      />
      <Table
        caption={say(words.lengths)}
        columns={[
          { title: say(words.file), cell: ({ file }) => say(words[file]) },
          { title: say(words.unit), cell: ({ unit }) => say(words[unit]) },
          ...(["minimum", "median", "percentile95", "maximum"] as const).map((name) => ({
            title: say(words[name]),
            kind: "number" as const,
            cell: (row: (typeof lengths)[number]) => count(row[name]),
          })),
        ]}
        rows={lengths}
        keyOf={({ file, unit }) => `${file} ${unit}`}
      />
    </Section>
  );
}
