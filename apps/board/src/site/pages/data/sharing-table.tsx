import type { DatasetReport } from "./dataset-report.ts";
import { count, percent } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { dataWords as words } from "./data-words.ts";
import { ExampleList } from "./example-list.tsx";

type Sharing = DatasetReport["sharing"][number];

/** What dev and test have of train: scores on it look better than they are. */
export function SharingTable({ of }: { readonly of: readonly Sharing[] }) {
  const say = useSay();
  const shared = ({ of: all }: Sharing, rows: number): string =>
    all === 0 ? count(rows) : `${count(rows)} (${percent(rows / all)})`;
  return (
    <Section title={say(words.sharing)} note={say(words.sharingNote)} wide level={3}>
      <Table
        caption={say(words.sharing)}
        columns={[
          { title: say(words.rowsOf), cell: ({ file }) => say(words[file]) },
          { title: say(words.sharedWith), cell: ({ with: other }) => say(words[other]) },
          { title: say(words.rows), kind: "number", cell: (one) => count(one.of) },
          { title: say(words.oneOrBoth), kind: "number", cell: (one) => shared(one, one.rows) },
          { title: say(words.both), kind: "number", cell: (one) => shared(one, one.both) },
          { title: say(words.loosely), kind: "number", cell: (one) => shared(one, one.loosely) },
          { title: say(words.examples), cell: ({ examples }) => <ExampleList of={examples} /> },
        ]}
        rows={of}
        keyOf={({ file, with: other }) => `${file} ${other}`}
      />
    </Section>
  );
}
