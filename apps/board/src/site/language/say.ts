import { createContext } from "preact";
import { useContext } from "preact/hooks";

export const LANGUAGES = ["ko", "en"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Something said in each language; what lacks one does not compile. */
export type Said<Saying = unknown> = Readonly<Record<Language, Saying>>;

export type Dictionary = Readonly<Record<string, Said>>;

/** What the reader's browser asks for first. */
export const preferredLanguage = (): Language => (navigator.language.startsWith("ko") ? "ko" : "en");

export const LanguageContext = createContext<Language>("en");

export const useLanguage = (): Language => useContext(LanguageContext);

export type Say = <Saying>(said: Said<Saying>) => Saying;

/** Takes what a dictionary holds in the reader's language. */
export function useSay(): Say {
  const language = useLanguage();
  return (said) => said[language];
}
