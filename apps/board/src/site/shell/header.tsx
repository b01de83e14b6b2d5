import { appWords } from "../app-words.ts";
import { type Language, LANGUAGES, useSay } from "../language/say.ts";
import { type Theme, THEMES } from "../look/theme.ts";
import { hrefOfPage, PAGES, type Route } from "../routing/route.ts";
import { Choice } from "../widgets/choice.tsx";
import { Text } from "../widgets/text.tsx";

interface HeaderProps {
  readonly title: string;
  readonly page: Route["page"];
  readonly connected: boolean | null;
  readonly language: Language;
  readonly chooseLanguage: (value: string) => void;
  readonly theme: Theme;
  readonly chooseTheme: (value: string) => void;
}

export function Header({ title, page, connected, language, chooseLanguage, theme, chooseTheme }: HeaderProps) {
  const say = useSay();
  const named = { ko: "한국어", en: "English" };
  return (
    <header class="header">
      <p class="title">
        <svg class="sign" viewBox="0 0 32 32" aria-hidden="true">
          <circle class="one" cx="12" cy="16" r="9" />
          <circle class="other" cx="20" cy="16" r="9" />
        </svg>
        <Text of={title} />
        {connected === null ? null : (
          <span class={connected ? "connection connected" : "connection"}>
            {say(connected ? appWords.connected : appWords.disconnected)}
          </span>
        )}
      </p>
      <nav aria-label={say(appWords.pages)}>
        <ul>
          {PAGES.map((name) => (
            <li key={name}>
              <a href={hrefOfPage(name)} aria-current={isUnder(page, name) ? "page" : undefined}>
                {say(appWords[name])}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="choices">
        <Choice
          label={say(appWords.language)}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: named[value], lang: value }))}
          quiet
          onChoose={chooseLanguage}
        />
        <Choice
          label={say(appWords.theme)}
          value={theme}
          options={THEMES.map((value) => ({ value, label: say(appWords[value]) }))}
          quiet
          onChoose={chooseTheme}
        />
      </div>
    </header>
  );
}

/** Experiments are reached from Standing. */
const isUnder = (page: Route["page"], name: (typeof PAGES)[number]): boolean =>
  page === name || (name === "standing" && (page === "experiment" || page === "beside"));
