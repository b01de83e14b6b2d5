import type { Json } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { OptionPath } from "../../widgets/option-path.tsx";
import { Section } from "../../widgets/section.tsx";
import { Text } from "../../widgets/text.tsx";
import { experimentWords as words } from "./experiment-words.ts";
import { flatOptions } from "@dalmeum/reports/flat-options";

/** What its runs are made with. */
export function Options({ of }: { readonly of: Json }) {
  const say = useSay();
  return (
    <Section title={say(words.options)} wide>
      <dl class="options">
        {flatOptions(of).map(([path, value]) => (
          <div key={path}>
            <dt>
              <OptionPath of={path} />
            </dt>
            <dd>
              <Text of={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
