import { printable } from "@dalmeum/reports/printable";
import type { Module } from "@dalmeum/standing/types";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { type RowScale, scaleOf } from "../../charts/row-scale.ts";
import { difference } from "../../format/numbers.ts";
import { day } from "../../format/times.ts";
import { type Say, useLanguage, useSay } from "../../language/say.ts";
import { ExperimentById } from "../../widgets/experiment-link.tsx";
import { Experiments } from "../../widgets/experiments.tsx";
import { Names } from "../../widgets/names.tsx";
import { Section } from "../../widgets/section.tsx";
import { type Column, Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { moduleKindWords, peopleWords as words } from "./people-words.ts";

export function ModuleTable({ of }: { readonly of: readonly Module[] }) {
  const say = useSay();
  const language = useLanguage();
  const scale = scaleOf(
    of.flatMap(({ adds }) => adds.map((one) => one.adds)),
    0,
  );
  return (
    <Section title={say(words.allModules)} note={say(words.allModulesNote)} wide>
      <Table
        caption={say(words.allModules)}
        columns={[
          {
            title: say(words.module),
            cell: ({ name, file }) => (
              <code class="fit" title={file ?? undefined}>
                <Text of={name} />
              </code>
            ),
          },
          {
            title: say(words.who),
            cell: ({ owners }) =>
              owners.length === 0 ? <span class="state free">{say(words.freeOne)}</span> : <Names of={owners} />,
          },
          { title: say(words.authors), cell: ({ authors }) => <Names of={authors} /> },
          {
            title: say(words.changed),
            kind: "short",
            cell: ({ changedAt }) => (changedAt === null ? "–" : day(changedAt, language)),
          },
          {
            title: say(words.usedIn),
            cell: ({ experiments }) =>
              experiments.length === 0 ? (
                <span class="quiet">{say(words.untried)}</span>
              ) : (
                <Experiments of={experiments} />
              ),
          },
          ...(of.some(({ adds }) => adds.length > 0) ? addsColumns(say, scale) : []),
        ]}
        rows={of}
        keyOf={({ kind, name }) => `${kind} ${name}`}
        groupOf={({ kind }) => say(moduleKindWords[kind])}
      />
    </Section>
  );
}

/** What a module adds to each ensemble that some members use it in. */
const addsColumns = (say: Say, scale: RowScale): readonly Column<Module>[] => [
  {
    title: say(words.adds),
    kind: "number",
    cell: ({ adds }) =>
      adds.length === 0
        ? "–"
        : adds.map(({ blend, together, adds: one }) => (
            <div key={blend}>
              {difference(one)}
              <span class="under">
                <ExperimentById id={blend} />
              </span>
              {together.length === 0 ? null : (
                <span class="under">{say(words.together)(together.map(printable).join(", "))}</span>
              )}
            </div>
          )),
  },
  {
    title: <RowAxis scale={scale} />,
    kind: "plot",
    cell: ({ adds }) =>
      adds.map(({ blend, adds: one }) => <IntervalRow key={blend} of={one} scale={scale} reference={0} />),
  },
];
