import { count } from "../../format/numbers.ts";
import type { DatasetReport } from "./dataset-report.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { dataWords as words } from "./data-words.ts";

/** Scores of each source of pairs. */
export function SourceTable({ of }: { readonly of: DatasetReport["scores"] }) {
  const say = useSay();
  const rows = of.filter(({ source }) => source !== null);
  if (rows.length === 0) return null;
  return (
    <Section title={say(words.bySource)} note={say(words.scoresNote)} wide level={3}>
      <Table
        caption={say(words.bySource)}
        columns={[
          { title: say(words.source), cell: ({ source }) => <Text of={source ?? ""} /> },
          { title: say(words.file), cell: ({ file }) => say(words[file]) },
          { title: say(words.pairs), kind: "number", cell: ({ pairs }) => count(pairs) },
          { title: say(words.mean), kind: "number", cell: ({ mean }) => mean.toFixed(2) },
          { title: say(words.sd), kind: "number", cell: ({ standardDeviation }) => standardDeviation.toFixed(2) },
          ...[0, 1, 2, 3, 4, 5].map((score) => ({
            title: String(score),
            kind: "number" as const,
            cell: ({ counts }: (typeof rows)[number]) => count(counts[score] ?? 0),
          })),
        ]}
        rows={rows}
        keyOf={({ file, source }) => `${file} ${source ?? ""}`}
      />
    </Section>
  );
}
