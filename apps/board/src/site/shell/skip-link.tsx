import { appWords } from "../app-words.ts";
import { useSay } from "../language/say.ts";

/** The first stop of the keyboard. What stands behind the `#` is the page, so it moves the focus itself. */
export function SkipLink() {
  const say = useSay();
  return (
    <a
      class="skip"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>("#main")?.focus();
      }}
    >
      {say(appWords.skip)}
    </a>
  );
}
