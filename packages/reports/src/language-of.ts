import type { Language } from "./language.ts";
import type { Report } from "./report.ts";

/** What a report is written in: as it says, else as its title looks. */
export const languageOf = ({ language, title }: Report): Language =>
  language ?? (/\p{Script=Hangul}/u.test(title) ? "ko" : "en");
