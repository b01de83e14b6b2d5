import { four, type Said, signed } from "@dalmeum/reports";

const en = {
  title: (name: string, members: number) => `${name}: a blend of ${members}`,
  scores: (nested: number, fitted: number) =>
    `Pearson's r out of fold is ${four(nested)} on pairs that the blend was not fitted on. On those that it was fitted ` +
    `on it is ${four(fitted)}: ${signed(fitted - nested)} of that is fitting.`,
  memberColumns: {
    member: "member",
    weight: "weight",
    r: "r",
    without: "r without it",
    adds: "it adds, 95 % over pairs",
  },
  moduleColumns: {
    module: "module",
    members: "members",
    without: "r without them",
    adds: "they add, 95 % over pairs",
  },
  stepColumns: { step: "afterwards", r: "r", adds: "it adds, 95 % over pairs" },
};

const ko: typeof en = {
  title: (name, members) => `${name}: 구성원 ${members}개의 앙상블`,
  scores: (nested, fitted) =>
    `out-of-fold 피어슨 r: 앙상블을 맞추지 않은 쌍에서 ${four(nested)}, 맞춘 쌍에서 ${four(fitted)}. ` +
    `그중 ${signed(fitted - nested)}만큼은 맞춘 데서 온다.`,
  memberColumns: {
    member: "구성원",
    weight: "가중치",
    r: "r",
    without: "없을 때 r",
    adds: "기여, 쌍에 대한 95 %",
  },
  moduleColumns: {
    module: "모듈",
    members: "쓰는 구성원",
    without: "이들 없이 r",
    adds: "기여, 쌍에 대한 95 %",
  },
  stepColumns: { step: "후처리", r: "r", adds: "이득, 쌍에 대한 95 %" },
};

/** What a report on a blend says. */
export const blendWords: Said<typeof en> = { en, ko };
