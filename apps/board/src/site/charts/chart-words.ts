import type { Dictionary } from "../language/say.ts";

export const chartWords = {
  numbers: { en: "The numbers", ko: "숫자로 보기" },
  series: { en: "series", ko: "계열" },
  points: { en: "points", ko: "점" },
  first: { en: "first", ko: "처음" },
  lowest: { en: "lowest", ko: "최저" },
  highest: { en: "highest", ko: "최고" },
  last: { en: "last", ko: "마지막" },
} satisfies Dictionary;
