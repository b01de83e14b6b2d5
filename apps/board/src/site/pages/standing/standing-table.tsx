import type { Standing } from "@dalmeum/standing/types";
import { useState } from "preact/hooks";
import { RowAxis } from "../../charts/row-axis.tsx";
import { useSay } from "../../language/say.ts";
import { Scroller } from "../../widgets/scroller.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { CompareBar } from "./compare-bar.tsx";
import type { ShownRow } from "./shown-row.ts";
import { standingScale } from "./standing-scale.ts";
import { StandingLine } from "./standing-line.tsx";
import { standingWords as words } from "./standing-words.ts";

interface StandingTableProps {
  readonly standing: Standing;
  readonly rows: readonly ShownRow[];
}

export function StandingTable({ standing, rows }: StandingTableProps) {
  const say = useSay();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const toggle = (id: string): void => {
    setTicked((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-2)));
  };
  const best = standing.rows[0]?.score ?? null;
  if (rows.length === 0) return <p class="empty">{say(words.noneShown)}</p>;
  const scale = standingScale(
    rows.map(({ row }) => row.score),
    best,
  );
  const first = rows.filter(({ row }) => row.place !== "behind");
  const behind = rows.filter(({ row }) => row.place === "behind");
  const alone = first.length === 1 && first[0]?.row.place === "best";
  const groups = [
    { key: "first", title: words[alone ? "first" : "tied"], note: alone ? null : words.tiedNote, rows: first },
    { key: "behind", title: words.behind, note: words.behindNote, rows: behind },
  ];
  return (
    <>
      <CompareBar ticked={ticked} rows={rows} />
      <Scroller label={say(words.table)}>
        <table class="standing">
          <caption class="unseen">{say(words.table)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(words.compare)}</th>
              <th scope="col" class="number">
                {say(words.place)}
              </th>
              <th scope="col">{say(words.experiment)}</th>
              <th scope="col" class="number">
                {say(scoreWords[standing.ground === "dev" ? "dev" : "outOfFold"])}
              </th>
              <th scope="col" class="plot">
                <span class="unseen">{say(words.interval)}</span>
                <RowAxis scale={scale} />
              </th>
              <th scope="col" class="number">
                {say(words.fromBest)}
              </th>
              <th scope="col">{say(words.settle)}</th>
              {([standing.ground === "dev" ? "outOfFold" : "dev", "public", "private"] as const).map((name) => (
                <th scope="col" class="number" key={name}>
                  {say(scoreWords[name])}
                </th>
              ))}
              <th scope="col">{say(words.runs)}</th>
            </tr>
          </thead>
          {groups.map(({ key, title, note, rows: its }) =>
            its.length === 0 ? null : (
              <tbody class={key} key={key}>
                <tr class="group">
                  <th scope="rowgroup" colSpan={11}>
                    <span class="group-label">
                      <span class="group-title">
                        {say(title)} <span class="quiet">{its.length}</span>
                      </span>
                      {note === null ? null : <span class="quiet"> {say(note)}</span>}
                    </span>
                  </th>
                </tr>
                {its.map((shown) => (
                  <StandingLine
                    key={shown.row.experiment}
                    {...shown}
                    ground={standing.ground}
                    {...{ scale, best, toggle }}
                    ticked={ticked.includes(shown.experiment.id)}
                  />
                ))}
              </tbody>
            ),
          )}
        </table>
      </Scroller>
      <p class="note">{say(scoreWords.gapNote)}</p>
    </>
  );
}
