import { count } from "../../format/numbers.ts";
import type { DatasetReport } from "./dataset-report.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { dataWords as words } from "./data-words.ts";
import { ExampleList } from "./example-list.tsx";
import { FILES } from "./files.ts";
import { findingWords } from "./finding-words.ts";

/** What a team may want to look at before it trains. */
export function Findings({ of }: { readonly of: DatasetReport }) {
  const say = useSay();
  const all = [...of.repetitions, of.binaryLabel.broken, ...of.likeness, ...of.oddities];
  const found = all.filter(({ rows }) => FILES.some((file) => rows[file] > 0));
  const absent = all.filter((one) => !found.includes(one));
  return (
    <Section title={say(words.findings)} wide level={3}>
      {found.length === 0 ? (
        <p class="empty">{say(words.nothing)}</p>
      ) : (
        <Table
          caption={say(words.findings)}
          columns={[
            {
              title: say(words.finding),
              kind: "prose",
              cell: ({ kind }) => (
                <>
                  {say(findingWords[kind].title)}
                  <span class="under">{say(findingWords[kind].meaning)}</span>
                </>
              ),
            },
            ...FILES.map((file) => ({
              title: say(words[file]),
              kind: "number" as const,
              cell: ({ rows }: (typeof found)[number]) => count(rows[file]),
            })),
            { title: say(words.examples), cell: ({ examples }) => <ExampleList of={examples} /> },
          ]}
          rows={found}
          keyOf={({ kind }) => kind}
        />
      )}
      {absent.length === 0 ? null : (
        <p class="note">
          {say(words.foundNone)} {absent.map(({ kind }) => say(findingWords[kind].title)).join(", ")}.
        </p>
      )}
    </Section>
  );
}
