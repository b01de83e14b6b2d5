import { printable } from "@dalmeum/reports/printable";
import type { SubmissionRow } from "@dalmeum/standing/types";
import { domainOf } from "../../charts/domain.ts";
import { Legend } from "../../charts/legend.tsx";
import { Plane } from "../../charts/plane.tsx";
import { score, signed } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { Section } from "../../widgets/section.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { submissionWords as words } from "./submission-words.ts";

/** Whether dev says what the leaderboard says: a point a submission, beside the line on which both are equal. */
export function DevAndPublic({ of }: { readonly of: readonly SubmissionRow[] }) {
  const say = useSay();
  const points = of.flatMap(({ name, dev, public: onBoard, publicGap }) =>
    dev === null || onBoard === null || publicGap === null
      ? []
      : [{ name, dev: dev.estimate, onBoard, band: publicGap.band, beyond: publicGap.beyondBand !== 0 }],
  );
  const domain = domainOf(points.flatMap(({ dev, onBoard, band }) => [dev, onBoard - band, onBoard + band]));
  return (
    <Section title={say(words.plot)} {...(points.length > 0 && { note: say(words.plotNote) })}>
      {points.length === 0 ? (
        <Empty command="npx dalmeum submissions record <name> --public <r>">{say(words.notScored)}</Empty>
      ) : (
        <Plane
          label={say(words.plot)}
          x={{ label: say(scoreWords.dev), domain }}
          y={{ label: say(scoreWords.public), domain }}
          legend={
            <Legend
              entries={[
                { label: say(words.equal), look: "line dashed" },
                { label: say(words.within), look: "line series-0 strong" },
                { label: say(words.beyond), look: "line series-1 strong" },
              ]}
            />
          }
          // The ledger below has its numbers.
          numbers={null}
        >
          {(across, up) => (
            <>
              <line
                class="line dashed"
                x1={across(domain[0])}
                y1={up(domain[0])}
                x2={across(domain[1])}
                y2={up(domain[1])}
              />
              {points.map(({ name, dev, onBoard, band, beyond }) => (
                <g class={beyond ? "series-1" : "series-0"} key={name}>
                  <title>{`${printable(name)}: ${score(dev)}, ${score(onBoard)} (${signed(onBoard - dev)})`}</title>
                  <line
                    class="line strong"
                    x1={across(dev)}
                    x2={across(dev)}
                    y1={up(onBoard - band)}
                    y2={up(onBoard + band)}
                  />
                  {beyond ? (
                    <path class="dot" d={`M${across(dev)},${up(onBoard) - 6}l6,6l-6,6l-6,-6z`} />
                  ) : (
                    <circle class="dot" cx={across(dev)} cy={up(onBoard)} r="5" />
                  )}
                </g>
              ))}
            </>
          )}
        </Plane>
      )}
    </Section>
  );
}
