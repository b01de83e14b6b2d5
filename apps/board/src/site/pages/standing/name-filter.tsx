import { useEffect, useId, useState } from "preact/hooks";
import { useSay } from "../../language/say.ts";
import { standingWords as words } from "./standing-words.ts";

interface NameFilterProps {
  /** As the address says; null where it says none. */
  readonly name: string | null;
  readonly change: (name: string) => void;
}

/**
 * Part of a name. It holds what is typed itself: the address follows a moment later, and a value that is set meanwhile would
 * break a syllable that is being composed.
 */
export function NameFilter({ name, change }: NameFilterProps) {
  const say = useSay();
  const id = useId();
  const [typed, setTyped] = useState(name ?? "");
  useEffect(() => {
    if (name === null) setTyped("");
  }, [name]);
  return (
    <span class="choice">
      <label for={id}>{say(words.name)}</label>
      <input
        id={id}
        type="search"
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          change(currentTarget.value);
        }}
      />
    </span>
  );
}
