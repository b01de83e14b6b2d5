import { josa } from "es-hangul";
import { finalConsonant } from "./final-consonant.ts";
import type { Rewriting } from "./rewriting.ts";

/** Nouns that end in 과 themselves: 결과, 정신과. Followed by no particle they look like one. */
const NOUNS_IN_GWA = /(?:결|통|학|성|경|간|불|신|인|전|문|안|응)과$/u;

/** 와 may be 오다 here: 내려와, 가져와, 데리고 와; or follow a particle: 러시아에서와. */
const COME = /[려라아어져가나러워여녀고다서게]와$/u;

/** Set phrases of 와 and 과: 이와 같은, 이와 동시에, 이와 관련해. */
const SET_PHRASE = /^ (?:같|동시|더불|마찬가지|관련|관계|연관|다름|다르|다른|달리)/u;

/** Nouns that 하다 makes no verb of; after others 하고 reads as one: 무기화하고. */
const NEVER_VERBS = /(?:들|명|씨|색|남자|여자|남성|여성|소년|소녀|아이|친구|학생|고양이|강아지)$/u;

const CONTRACTIONS = { 은: "건", 이: "게", 을: "걸" } as const;

/** Particles, and contractions of a particle with the word before (National Institute of Korean Language, Standard Korean Dictionary). */
export const particleRewritings: readonly Rewriting[] = [
  {
    pattern: /(?<=[가-힣])에게(?=(?:서|서는|서도|는|도|만|까지)?(?![가-힣]))/gu,
    alternatives: () => ["한테"],
  },
  {
    pattern: /(?<=[가-힣])한테(?=(?:서|서는|서도|는|도|만|까지)?(?![가-힣]))/gu,
    alternatives: () => ["에게"],
  },
  // Not the other way round: 매일같이 and 똑같이 are no comparisons.
  { pattern: /(?<=[가-힣])(?<![이그저전금때번해])처럼(?![가-힣])(?! 같)/gu, alternatives: () => ["같이"] },
  {
    pattern: /(?<=[가-힣]{2})[와과](?= ["'“‘]?[가-힣])/gu,
    alternatives: ({ 0: particle, index, input }) => {
      const before = input.slice(0, index);
      const word = before + particle;
      if (SET_PHRASE.test(input.slice(index + 1)) || NOUNS_IN_GWA.test(word) || COME.test(word)) return [];
      if ((finalConsonant(before) === "") !== (particle === "와")) return [];
      const rang = josa.pick(before.slice(-1), "이랑/랑");
      return NEVER_VERBS.test(before) ? ["하고", rang] : [rang];
    },
  },
  {
    pattern: /(?<=[가-힣]) 및(?= )/gu,
    alternatives: ({ index, input }) => [josa.pick(input.slice(index - 1, index), "와/과")],
  },
  { pattern: /(?<=[가-힣])에서는(?![가-힣])/gu, alternatives: () => ["에선"] },
  { pattern: /(?<=[가-힣])에는(?![가-힣])/gu, alternatives: () => ["엔"] },
  {
    pattern: /(?<=(?<![가-힣])[이그저]?)것(은|이|을)(?![가-힣])/gu,
    alternatives: ({ 1: particle }) =>
      particle === "은" || particle === "이" || particle === "을" ? [CONTRACTIONS[particle]] : [],
  },
  // Alone, 게 is a crab and 걸 may be part of 걸다; after 이, 그, 저 they are 것.
  ...Object.entries(CONTRACTIONS).map(([particle, contracted]) => ({
    pattern: new RegExp(`(?<=(?<![가-힣])[이그저])${contracted}(?![가-힣])`, "gu"),
    alternatives: () => [`것${particle}`],
  })),
];
