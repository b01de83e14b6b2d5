import type { Blend } from "@dalmeum/standing/types";
import { difference, score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { blendWords as words } from "./blend-words.ts";

/** What is done to the blended predictions, and what each step is worth. */
export function PostProcessing({ of }: { readonly of: Blend["postProcessing"] }) {
  const say = useSay();
  if (of.length === 0) return null;
  return (
    <Section title={say(words.postProcessing)} level={3}>
      <Table
        caption={say(words.postProcessing)}
        columns={[
          { title: say(words.step), cell: ({ name }) => <Text of={name} /> },
          { title: "r", kind: "number", cell: ({ pearson }) => score(pearson) },
          { title: say(words.gain), kind: "number", cell: ({ gain }) => difference(gain) },
        ]}
        rows={of}
        keyOf={({ name }) => name}
      />
    </Section>
  );
}
