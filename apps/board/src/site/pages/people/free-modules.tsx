import type { Module } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Text } from "../../widgets/text.tsx";
import { moduleKindWords, peopleWords as words } from "./people-words.ts";

/** Modules that nobody has, by their kind; those that nothing was tried with are said to be. */
export function FreeModules({ of }: { readonly of: readonly Module[] }) {
  const say = useSay();
  const kinds = [...new Set(of.map(({ kind }) => kind))];
  return (
    <Section title={say(words.free)} wide {...(of.length > 0 && { note: say(words.freeNote) })}>
      {of.length === 0 ? <p class="empty">{say(words.nothingFree)}</p> : null}
      <dl class="facts">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{say(moduleKindWords[kind])}</dt>
            <dd class="values">
              {of
                .filter((module) => module.kind === kind)
                .map(({ name, file, experiments }) => (
                  <span key={name} title={file ?? undefined}>
                    <code>
                      <Text of={name} />
                    </code>
                    {experiments.length === 0 ? <span class="quiet"> {say(words.untried)}</span> : null}
                  </span>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
