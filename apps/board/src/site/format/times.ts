import type { Language } from "../language/say.ts";

/** A moment as the reader's clock shows it. */
export const moment = (time: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(time);

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "3 minutes", "2 hours 5 minutes": the two largest units that are not 0. */
export function duration(seconds: number, language: Language): string {
  let left = Math.max(Math.round(seconds), 0);
  const parts = UNITS.flatMap(([unit, size]) => {
    const value = Math.floor(left / size);
    left -= value * size;
    return value === 0 ? [] : [{ unit, value }];
  });
  const shown = parts.length === 0 ? [{ unit: "second", value: 0 }] : parts.slice(0, 2);
  return shown
    .map(({ unit, value }) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(value),
    )
    .join(" ");
}

/** A day as the reader's calendar names it. */
export const day = (time: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(time);
