import type { Blend } from "@dalmeum/standing/types";
import { HeatMap } from "../../charts/heat-map.tsx";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { blendWords as words } from "./blend-words.ts";

export function ErrorCorrelations({ of: { members, errorCorrelations } }: { readonly of: Blend }) {
  const say = useSay();
  if (members.length < 2) return null;
  return (
    <Section title={say(words.correlations)} note={say(words.correlationsNote)} level={3}>
      <HeatMap
        caption={say(words.correlations)}
        names={members.map(({ reference }) => reference)}
        values={errorCorrelations}
        ends={[say(words.low), say(words.high)]}
      />
    </Section>
  );
}
