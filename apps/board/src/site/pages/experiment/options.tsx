import type { Json } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { OptionPath } from "../../widgets/option-path.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { experimentWords as words } from "./experiment-words.ts";
import { flatOptions } from "./flat-options.ts";

/** What its runs are made with. */
export function Options({ of }: { readonly of: Json }) {
  const say = useSay();
  return (
    <Table
      caption={say(words.options)}
      columns={[
        { title: say(words.option), cell: ([path]) => <OptionPath of={path} /> },
        { title: say(words.value), kind: "prose", cell: ([, value]) => <Text of={value} /> },
      ]}
      rows={flatOptions(of)}
      keyOf={([path]) => path}
    />
  );
}
