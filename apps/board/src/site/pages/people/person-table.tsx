import type { Person } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { Experiments } from "../../widgets/experiments.tsx";
import { Names } from "../../widgets/names.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { peopleWords as words } from "./people-words.ts";

export function PersonTable({ of }: { readonly of: readonly Person[] }) {
  const say = useSay();
  return (
    <Section title={say(words.people)} wide>
      {of.length === 0 ? (
        <Empty command=".github/CODEOWNERS">{say(words.noPeople)}</Empty>
      ) : (
        <Table
          caption={say(words.people)}
          columns={[
            {
              title: say(words.who),
              cell: ({ name }) => (
                <span class="fit">
                  <Text of={name} />
                </span>
              ),
            },
            { title: say(words.owns), cell: ({ owns }) => <Names of={owns} /> },
            { title: say(words.modules), cell: ({ modules }) => <Names of={modules} /> },
            { title: say(words.experiments), cell: ({ experiments }) => <Experiments of={experiments} /> },
          ]}
          rows={of}
          keyOf={({ name }) => name}
        />
      )}
    </Section>
  );
}
