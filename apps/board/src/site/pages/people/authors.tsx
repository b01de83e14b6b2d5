import type { Author } from "@dalmeum/standing/types";
import { count } from "../../format/numbers.ts";
import { BarRow } from "../../charts/bar-row.tsx";
import { day } from "../../format/times.ts";
import { useLanguage, useSay } from "../../language/say.ts";
import { Names } from "../../widgets/names.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { peopleWords as words } from "./people-words.ts";

/** Who wrote what, as git has it. */
export function Authors({ of }: { readonly of: readonly Author[] }) {
  const say = useSay();
  const language = useLanguage();
  if (of.length === 0) return null;
  const most = Math.max(...of.map(({ commits }) => commits));
  return (
    <Section title={say(words.gitAuthors)} wide>
      <Table
        caption={say(words.gitAuthors)}
        columns={[
          {
            title: say(words.author),
            cell: ({ name }) => (
              <span class="fit">
                <Text of={name} />
              </span>
            ),
          },
          { title: say(words.commits), kind: "number", cell: ({ commits }) => count(commits) },
          { title: "", kind: "plot", cell: ({ commits }) => <BarRow value={commits} most={most} /> },
          { title: say(words.last), kind: "short", cell: ({ lastAt }) => day(lastAt, language) },
          { title: say(words.modules), kind: "prose", cell: ({ modules }) => <Names of={modules} /> },
        ]}
        rows={of}
        keyOf={({ name }) => name}
      />
    </Section>
  );
}
