import type { Dictionary } from "../../language/say.ts";

export const peopleWords = {
  title: { en: "People", ko: "사람" },
  free: { en: "Free to take", ko: "맡을 수 있는 것" },
  freeNote: {
    en: "Only the whole team stands for these. Take one with a line in .github/CODEOWNERS.",
    ko: "팀 전체만 담당으로 되어 있습니다. .github/CODEOWNERS에 한 줄을 넣고 맡으세요.",
  },
  nothingFree: { en: "Every module has an owner.", ko: "모든 모듈에 담당이 있습니다." },
  people: { en: "Who has what", ko: "누가 무엇을" },
  noPeople: {
    en: "CODEOWNERS names nobody yet. Put your names there:",
    ko: "CODEOWNERS에 아직 아무도 없습니다. 이름을 넣어 주세요:",
  },
  who: { en: "owner", ko: "담당" },
  owns: { en: "paths", ko: "경로" },
  modules: { en: "modules", ko: "모듈" },
  experiments: { en: "experiments", ko: "실험" },
  allModules: { en: "Modules, and what they add", ko: "모듈과 기여" },
  allModulesNote: {
    en: "Adds: what the members of an ensemble that use it add together, leaving them out, with its interval.",
    ko: "기여는 앙상블에서 이 모듈을 쓰는 구성원을 뺐을 때 줄어드는 값과 그 구간입니다.",
  },
  module: { en: "module", ko: "모듈" },
  authors: { en: "written by", ko: "작성자" },
  changed: { en: "changed", ko: "바뀐 때" },
  usedIn: { en: "used in", ko: "쓰는 실험" },
  untried: { en: "untried", ko: "미사용" },
  adds: { en: "adds", ko: "기여" },
  together: { en: (names: string) => `together with ${names}`, ko: (names: string) => `함께 쓰임: ${names}` },
  freeOne: { en: "free", ko: "비어 있음" },
  gitAuthors: { en: "Commits", ko: "커밋" },
  author: { en: "author", ko: "작성자" },
  commits: { en: "commits", ko: "커밋 수" },
  last: { en: "last", ko: "마지막" },
} satisfies Dictionary;

export const moduleKindWords = {
  model: { en: "model", ko: "모델" },
  objective: { en: "objective", ko: "손실" },
  augmentation: { en: "augmentation", ko: "증강" },
  technique: { en: "technique", ko: "학습 기법" },
  learner: { en: "baseline", ko: "베이스라인" },
  ensembler: { en: "ensembler", ko: "앙상블 방법" },
  "post-processing": { en: "after blending", ko: "후처리" },
} satisfies Dictionary;
