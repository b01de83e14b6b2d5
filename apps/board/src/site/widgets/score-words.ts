import type { Dictionary } from "../language/say.ts";

export const scoreWords = {
  outOfFold: { en: "out of fold", ko: "out-of-fold" },
  dev: { en: "dev", ko: "dev" },
  public: { en: "public", ko: "public" },
  private: { en: "private", ko: "private" },
  from: { en: (left: string) => `from ${left}`, ko: (left: string) => `${left} 대비` },
  beyondNoise: { en: "beyond noise", ko: "잡음 밖" },
  gapNote: {
    en: "Below a score: how far it lies from the one to its left, ± the noise band, which the draw of pairs alone explains. ▲ is beyond it.",
    ko: "점수 아래 숫자는 왼쪽 점수와의 차이이고, ± 뒤는 잡음 폭, 곧 어떤 쌍이 뽑혔는지만으로 생길 수 있는 차이입니다. ▲는 그보다 큰 차이입니다.",
  },
} satisfies Dictionary;
