import type { Metric, TestedDifference, TestedHypothesis } from "@dalmeum/standing/types";
import type { ComponentChildren } from "preact";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { scaleOf } from "../../charts/row-scale.ts";
import { count, difference, pText, score, signed } from "../../format/numbers.ts";
import { type Say, useSay } from "../../language/say.ts";
import { quoted } from "../../format/shell.ts";
import { Empty } from "../../widgets/empty.tsx";
import { Section } from "../../widgets/section.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Text } from "../../widgets/text.tsx";
import { hypothesisWords as words } from "./hypothesis-words.ts";

interface HypothesisProps {
  /** Null where it states none that can be tested. */
  readonly of: TestedHypothesis | null;
  /** In the team's words. */
  readonly stated: string | null;
}

/** What an experiment set out to show, and whether it did. */
export function Hypothesis({ of, stated }: HypothesisProps) {
  const say = useSay();
  if (of === null) {
    return (
      <Section title={say(words.title)}>
        {stated === null ? null : <Claim of={stated} />}
        <p class="empty">{say(words.none)}</p>
      </Section>
    );
  }
  const { claim, control, tested, missing, smallestDifference, metric } = of;
  return (
    <Section title={say(words.title)}>
      <Claim of={claim} />
      <p>
        <span class={`verdict ${tested?.verdict ?? "untested"}`}>{say(words[tested?.verdict ?? "untested"])}</span>{" "}
        {tested === null ? null : reasonOf(tested, smallestDifference, say)}
      </p>
      {missing.length === 0 ? null : (
        <Empty command={`npx dalmeum train ${quoted(missing[0] ?? "")}`}>{say(words.missing)}</Empty>
      )}
      {tested === null ? null : <Difference of={tested} least={smallestDifference} />}
      <dl class="facts">
        <Fact label={say(words.against)}>
          <Text of={control} />
        </Fact>
        {tested === null ? null : <Facts of={tested} metric={metric} />}
      </dl>
    </Section>
  );
}

const Claim = ({ of }: { readonly of: string }) => (
  <blockquote>
    <Text of={of} />
  </blockquote>
);

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

function Facts({ of, metric }: { readonly of: TestedDifference; readonly metric: Metric }) {
  const say = useSay();
  const { difference: found, pValue, detectable, seedsToSettle, pairsToSettle, seeds, pairs, ground } = of;
  return (
    <>
      <Fact label={say(words.difference)}>
        {difference(found)} {metric}
      </Fact>
      <Fact label={say(words.pValue)}>{pText(pValue)}</Fact>
      <Fact label={say(words.detectable)}>
        {score(detectable)} <span class="quiet">{say(words.detectableNote)}</span>
      </Fact>
      {seedsToSettle === null ? null : <Fact label={say(words.settle)}>{say(words.seedsEach)(seedsToSettle)}</Fact>}
      {pairsToSettle === null ? null : (
        <Fact label={say(words.settle)}>{say(words.pairsInstead)(count(pairsToSettle))}</Fact>
      )}
      <Fact label={say(words.judgedOn)}>
        {say(words.onPairs)(count(pairs), say(scoreWords[ground === "dev" ? "dev" : "outOfFold"]))},{" "}
        {say(words.seeds)(seeds.treatment, seeds.control)}
      </Fact>
    </>
  );
}

const Fact = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
