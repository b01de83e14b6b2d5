import type { BoardIndex } from "@dalmeum/standing/types";
import { appWords } from "../app-words.ts";
import { moment } from "../format/times.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { CommitName } from "../widgets/commit-name.tsx";

/** What the page was made of, and when. */
export function Footer({ index: { writtenAt, commit } }: { readonly index: BoardIndex }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <footer class="footer">
      <p>
        {say(appWords.written)} <time dateTime={new Date(writtenAt).toISOString()}>{moment(writtenAt, language)}</time>
        {commit === null ? null : (
          <>
            {" · "}
            {say(appWords.commit)} <CommitName of={commit} />
          </>
        )}
      </p>
    </footer>
  );
}
