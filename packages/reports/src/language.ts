// Apart from the rest: a command line names the languages before it loads what draws.
export const LANGUAGES = ["en", "ko"] as const;

/** What a report is written in. */
export type Language = (typeof LANGUAGES)[number];

/** Words of one shape in each language; what lacks one does not compile. */
export type Said<Words> = Readonly<Record<Language, Words>>;
