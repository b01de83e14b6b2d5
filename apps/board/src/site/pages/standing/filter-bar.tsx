import { printable } from "@dalmeum/reports/printable";
import type { ExperimentSummary } from "@dalmeum/standing/types";
import type { ComponentChildren } from "preact";
import { useSay } from "../../language/say.ts";
import { Choice } from "../../widgets/choice.tsx";
import { NameFilter } from "./name-filter.tsx";
import { choicesOf, NO_FILTER, type StandingFilter } from "./standing-filter.ts";
import { standingWords as words } from "./standing-words.ts";

interface FilterBarProps {
  readonly experiments: readonly ExperimentSummary[];
  readonly filter: StandingFilter;
  readonly shown: number;
  readonly of: number;
  readonly change: (values: Partial<Record<keyof StandingFilter, string>>) => void;
  /** What stands before the filters. */
  readonly children: ComponentChildren;
}

export function FilterBar({ experiments, filter, shown, of, change, children }: FilterBarProps) {
  const say = useSay();
  const choices = choicesOf(experiments);
  return (
    <search class="filters">
      {children}
      {(["owner", "module", "encoder"] as const).map((name) => (
        <Choice
          key={name}
          label={say(words[name])}
          value={filter[name] ?? ""}
          options={[
            { value: "", label: say(words.all) },
            ...choices[name].map((value) => ({ value, label: printable(value) })),
          ]}
          onChoose={(value) => {
            change({ [name]: value });
          }}
        />
      ))}
      <NameFilter
        name={filter.name}
        change={(name) => {
          change({ name });
        }}
      />
      <p class="shown" role="status">
        {say(words.shown)(shown, of)}
      </p>
      {Object.values(filter).some((value) => value !== null) ? (
        <button
          type="button"
          onClick={() => {
            change(NO_FILTER);
          }}
        >
          {say(words.clear)}
        </button>
      ) : null}
    </search>
  );
}
