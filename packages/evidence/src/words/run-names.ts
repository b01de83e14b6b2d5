import type { Said } from "@dalmeum/reports";
import { keyText, type RunKey } from "@dalmeum/runs";

/** Which of an experiment's runs. */
export const runNames: Said<(key: RunKey) => string> = {
  en: keyText,
  ko: ({ seed, fold }) => (fold === undefined ? `시드 ${seed}` : `시드 ${seed}, 폴드 ${fold}`),
};
