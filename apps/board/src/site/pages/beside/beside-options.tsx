import { useSay } from "../../language/say.ts";
import { OptionPath } from "../../widgets/option-path.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { experimentWords } from "../experiment/experiment-words.ts";
import { Side } from "./side.tsx";
import { besideWords as words } from "./beside-words.ts";
import { type BesideOption, optionsBeside } from "./options-beside.ts";
import type { PairOfPages } from "./pair-of-pages.ts";

/** What the two are made with, where it differs; what does not is folded. */
export function BesideOptions({ pages: [one, other] }: PairOfPages) {
  const say = useSay();
  const all = optionsBeside(one.options, other.options);
  const same = all.filter(({ values: [first, second] }) => first === second);
  const differ = all.filter((option) => !same.includes(option));
  const table = (rows: readonly BesideOption[], caption: string) => (
    <Table
      caption={caption}
      columns={[
        { title: say(experimentWords.option), cell: ({ path }) => <OptionPath of={path} /> },
        ...[one, other].map(({ id, reference }, side) => ({
          title: <Side index={side} id={id} reference={reference} />,
          cell: ({ values }: BesideOption) => {
            const value = values[side];
            return value === undefined ? "–" : <Text of={value} />;
          },
        })),
      ]}
      rows={rows}
      keyOf={({ path }) => path}
    />
  );
  return (
    <Section title={say(words.options)} wide>
      {differ.length === 0 ? <p class="empty">{say(words.noDifference)}</p> : table(differ, say(words.options))}
      {same.length === 0 ? null : (
        <details>
          <summary>{say(words.showAll)(same.length)}</summary>
          {table(same, say(experimentWords.options))}
        </details>
      )}
    </Section>
  );
}
