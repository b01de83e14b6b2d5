import { combineCharacter, disassembleCompleteCharacter } from "es-hangul";
import type { Rewriting } from "./rewriting.ts";

/**
 * Verbs of doing, for which -고 있다 says that it goes on and nothing else. Of wearing, holding, riding or
 * knowing it says a state (입고 있다), which -는 중이다 does not.
 */
const STEMS = [
  ..."연주 운전 청소 요리 노래 수영 공연 이야기 대화 통화 준비 작업 공부 운동 연습 촬영 빨래 게임 쇼핑 산책 시위 협상 논의"
    .split(" ")
    .map((activity) => `${activity}하`),
  ..."조사 수색 회의 식사 일 낚시 사냥 훈련 면도 항해".split(" ").map((activity) => `${activity}하`),
  ..."먹 마시 달리 걷 뛰 자르 썰 놀 읽 던지 기다리 춤추 추 굽 씻 그리 다듬 섞 볶 젓 휘젓 닦 빗 오르 기어오르 걸어가 올라가 내려가".split(
    " ",
  ),
  ..."뛰어가 건너 쫓 찾 부르 만들 치 깎 찍 벗기 붓 뿌리 쏘 싸우 짖 굴리 밀 끌 당기 두드리 헤엄치 튀기 다지".split(" "),
];

/** Before -는: a final ㄹ falls away. */
function beforeNeun(stem: string): string {
  const last = disassembleCompleteCharacter(stem.slice(-1));
  return last?.jongseong === "ㄹ" ? stem.slice(0, -1) + combineCharacter(last.choseong, last.jungseong) : stem;
}

const STEM_OF = new Map(STEMS.map((stem) => [`${beforeNeun(stem)}는`, stem]));

const BEING = {
  다: "이다",
  습니다: "입니다",
  어요: "이에요",
  었다: "이었다",
  었습니다: "이었습니다",
} as const;
const DOING_OF = new Map<string, string>(Object.entries(BEING).map(([doing, being]) => [being, doing]));
const BEING_OF = new Map<string, string>(Object.entries(BEING));

const anyOf = (texts: Iterable<string>): string => [...texts].join("|");

/** 연주하고 있다 and 연주하는 중이다. */
export const progressiveRewritings: readonly Rewriting[] = [
  {
    pattern: new RegExp(`(?<![가-힣])(${anyOf(STEMS)})고 있(${anyOf(BEING_OF.keys())})(?=[.!]|$)`, "gu"),
    alternatives: ({ 1: stem = "", 2: ending = "" }) => [`${beforeNeun(stem)}는 중${BEING_OF.get(ending) ?? ""}`],
  },
  {
    pattern: new RegExp(`(?<![가-힣])(${anyOf(STEM_OF.keys())}) 중(${anyOf(DOING_OF.keys())})(?=[.!]|$)`, "gu"),
    alternatives: ({ 1: adnominal = "", 2: ending = "" }) => [
      `${STEM_OF.get(adnominal) ?? ""}고 있${DOING_OF.get(ending) ?? ""}`,
    ],
  },
];
