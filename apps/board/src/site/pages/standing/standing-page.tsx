import type { ExperimentSummary, Standing } from "@dalmeum/standing/types";
import { count } from "../../format/numbers.ts";
import { useIndex } from "../../data/use-board.ts";
import { quoted } from "../../format/shell.ts";
import { useSay } from "../../language/say.ts";
import { hrefOf } from "../../routing/route.ts";
import { Choice } from "../../widgets/choice.tsx";
import { Empty } from "../../widgets/empty.tsx";
import { PageTitle } from "../../widgets/page-title.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Overview } from "./overview.tsx";
import { Problems } from "./problems.tsx";
import { filterOf, passes, withValues } from "./standing-filter.ts";
import { StandingTable } from "./standing-table.tsx";
import { standingWords as words } from "./standing-words.ts";
import { Unscored } from "./unscored.tsx";

/** Experiments by their score, and what cannot be told apart as one group. */
export function StandingPage({ query }: { readonly query: URLSearchParams }) {
  const say = useSay();
  const index = useIndex();
  const key = query.get("on");
  const standing = index.standings.find((one) => keyOf(one) === key) ?? index.standings[0];
  const change = (values: Readonly<Record<string, string>>): void => {
    location.replace(hrefOf({ page: "standing", query: withValues(query, values) }));
  };
  const filter = filterOf(query);
  const byId = new Map(index.experiments.map((experiment) => [experiment.id, experiment]));
  const rows = (standing?.rows ?? []).flatMap((row, place) => {
    const experiment = byId.get(row.experiment);
    return experiment === undefined ? [] : [{ row, place, experiment }];
  });
  const shown = rows.filter(({ experiment }) => passes(filter, experiment));
  const scored = new Set(index.standings.flatMap((one) => one.rows.map(({ experiment }) => experiment)));
  const unscored = index.experiments.filter((one) => !scored.has(one.id) && passes(filter, one));
  return (
    <>
      <PageTitle name={say(words.title)} />
      <Problems of={index.problems} />
      {standing === undefined ? (
        <Empty command={`npx dalmeum train ${quoted(firstOf(index.experiments))}`}>{say(words.empty)}</Empty>
      ) : (
        <>
          <Overview index={index} standing={standing} />
          <FilterBar
            experiments={index.experiments}
            filter={filter}
            shown={shown.length}
            of={rows.length}
            {...{ change }}
          >
            {index.standings.length > 1 ? (
              <Choice
                look="ground"
                label={say(words.judgedOn)}
                value={keyOf(standing)}
                options={index.standings.map((one) => ({
                  value: keyOf(one),
                  label: say(words.ground)(nameOf(one.data), one.ground, count(one.pairs)),
                }))}
                onChoose={(value) => {
                  change({ on: value });
                }}
              />
            ) : null}
          </FilterBar>
          <StandingTable standing={standing} rows={shown} />
        </>
      )}
      <Unscored experiments={unscored} others={standing !== undefined} />
    </>
  );

  function nameOf(data: string): string {
    return index.data.find(({ id }) => id === data)?.name ?? data;
  }
}

const keyOf = ({ data, ground }: Standing): string => `${data}.${ground}`;

const firstOf = (experiments: readonly ExperimentSummary[]): string =>
  (experiments.find(({ name }) => name === "baseline") ?? experiments[0])?.name ?? "baseline";
