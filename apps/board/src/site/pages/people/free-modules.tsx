import type { Module } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Text } from "../../widgets/text.tsx";
import { moduleKindWords, peopleWords as words } from "./people-words.ts";

/** Modules that nobody has, with where they lie. */
export function FreeModules({ of }: { readonly of: readonly Module[] }) {
  const say = useSay();
  return (
    <Section title={say(words.free)} wide {...(of.length > 0 && { note: say(words.freeNote) })}>
      {of.length === 0 ? <p class="empty">{say(words.nothingFree)}</p> : null}
      <ul class="free-modules">
        {of.map(({ name, kind, file, experiments }) => (
          <li key={`${kind} ${name}`}>
            <code>
              <Text of={name} />
            </code>{" "}
            <span class="quiet">
              {say(moduleKindWords[kind])}
              {experiments.length === 0 ? `, ${say(words.untried)}` : null}
            </span>
            {file === null ? null : (
              <span class="under">
                <Text of={file} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
