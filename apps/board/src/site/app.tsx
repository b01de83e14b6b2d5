import type { BoardIndex } from "@dalmeum/standing/types";
import { useEffect } from "preact/hooks";
import { appWords } from "./app-words.ts";
import { BoardContext, useBoard } from "./data/use-board.ts";
import { LanguageContext, LANGUAGES, preferredLanguage } from "./language/say.ts";
import { THEMES } from "./look/theme.ts";
import { useChoice } from "./look/use-choice.ts";
import { PageOf } from "./pages/page-of.tsx";
import { addressOf } from "./routing/route.ts";
import { useRoute } from "./routing/use-route.ts";
import { Footer } from "./shell/footer.tsx";
import { Header } from "./shell/header.tsx";
import { SkipLink } from "./shell/skip-link.tsx";
import { useArrival } from "./shell/use-arrival.ts";
import { Empty } from "./widgets/empty.tsx";

export function App({ index }: { readonly index: BoardIndex | null }) {
  const board = useBoard(index);
  const shown = board.arrived.index ?? null;
  const route = useRoute();
  const [language, chooseLanguage] = useChoice("language", LANGUAGES, preferredLanguage());
  const [theme, chooseTheme] = useChoice("theme", THEMES, "system");
  useArrival(addressOf(route));
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme;
  }, [language, theme]);
  return (
    <LanguageContext.Provider value={language}>
      <BoardContext.Provider value={board}>
        <SkipLink />
        <Header
          title={shown?.title ?? ""}
          page={route.page}
          connected={board.connected}
          {...{ language, chooseLanguage, theme, chooseTheme }}
        />
        <main id="main" tabIndex={-1}>
          {shown === null ? (
            <Empty command="npx dalmeum board build">{appWords.noIndex[language]}</Empty>
          ) : (
            <PageOf route={route} />
          )}
        </main>
        {shown === null ? null : <Footer index={shown} />}
      </BoardContext.Provider>
    </LanguageContext.Provider>
  );
}
