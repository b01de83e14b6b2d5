import { useId } from "preact/hooks";

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
  /** Whether its label is heard and not seen. */
  readonly quiet?: boolean;
  readonly look?: string;
  readonly onChoose: (value: string) => void;
}

/** One of some values. */
export function Choice({ label, value, options, quiet = false, look = "", onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <span class={`choice ${look}`}>
      <label for={id} class={quiet ? "unseen" : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          onChoose(currentTarget.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
