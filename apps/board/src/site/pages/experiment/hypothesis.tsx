import type { TestedDifference, TestedHypothesis } from "@dalmeum/standing/types";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { scaleOf } from "../../charts/row-scale.ts";
import { count, difference, pText, score, signed } from "../../format/numbers.ts";
import { type Say, useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Text } from "../../widgets/text.tsx";
import { hypothesisWords as words } from "./experiment-words.ts";

/** What an experiment set out to show, and whether it did. */
export function Hypothesis({ of }: { readonly of: TestedHypothesis | null }) {
  const say = useSay();
  if (of === null) {
    return (
      <Section title={say(words.title)}>
        <p class="empty">{say(words.none)}</p>
      </Section>
    );
  }
  const { claim, control, tested, missing, smallestDifference, metric } = of;
  return (
    <Section title={say(words.title)}>
      <blockquote>
        <Text of={claim} />
      </blockquote>
      <p>
        <span class={`verdict ${tested?.verdict ?? "untested"}`}>{say(words[tested?.verdict ?? "untested"])}</span>{" "}
        {tested === null ? null : reasonOf(tested, smallestDifference, say)}
      </p>
      {missing.length === 0 ? null : (
        <p>
          {say(words.missing)} <Text of={missing.join(", ")} />
        </p>
      )}
      {tested === null ? null : <Difference of={tested} least={smallestDifference} />}
      <dl class="facts">
        <div>
          <dt>{say(words.against)}</dt>
          <dd>
            <Text of={control} />
          </dd>
          <dd>{metric}</dd>
        </div>
        {tested === null ? null : <Facts of={tested} />}
      </dl>
    </Section>
  );
}

function reasonOf({ verdict, overSeeds }: TestedDifference, least: number, say: Say): string {
  if (!overSeeds) return say(words.oneSeed);
  return say(words[`${verdict}By`])(signed(least));
}

/** The difference on a line, with 0 and the smallest one worth having. */
function Difference({ of, least }: { readonly of: TestedDifference; readonly least: number }) {
  const scale = scaleOf([of.difference], 0, least);
  return (
    <div class="lone-interval">
      <RowAxis scale={scale} />
      <IntervalRow of={of.difference} scale={scale} reference={least} />
    </div>
  );
}

function Facts({ of }: { readonly of: TestedDifference }) {
  const say = useSay();
  const facts = [
    [words.difference, difference(of.difference)],
    [words.pValue, pText(of.pValue)],
    [words.detectable, score(of.detectable)],
    ...(of.seedsToSettle === null ? [] : [[words.settle, say(words.seedsEach)(of.seedsToSettle)] as const]),
    ...(of.pairsToSettle === null ? [] : [[words.settle, say(words.pairsInstead)(count(of.pairsToSettle))] as const]),
  ] as const;
  const ground = say(scoreWords[of.ground === "dev" ? "dev" : "outOfFold"]);
  return (
    <>
      {facts.map(([label, value]) => (
        <div key={say(label)}>
          <dt>{say(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dd>{say(words.onPairs)(count(of.pairs), ground)}</dd>
        <dd>{say(words.seeds)(of.seeds.treatment, of.seeds.control)}</dd>
      </div>
    </>
  );
}
