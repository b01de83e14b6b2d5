import { describeAugmentation } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rewrites } from "../test/rewrites.ts";
import { replaceParticles } from "./replace-particles.ts";

describeAugmentation("replaceParticles", () => replaceParticles({ probability: 1 }));

describe("replaceParticles", () => {
  const replaced = (sentence: string) => rewrites(replaceParticles({ probability: 1 }), sentence);

  it.each([
    ["친구에게 주려고", ["친구한테 주려고"]],
    ["독수리에게서 도망", ["독수리한테서 도망"]],
    ["나한테는 아직", ["나에게는 아직"]],
    ["바위처럼 단단", ["바위같이 단단"]],
    ["남자와 여자", ["남자랑 여자", "남자하고 여자"]],
    ["소년과 소녀", ["소년이랑 소녀", "소년하고 소녀"]],
    ["사람들과 함께", ["사람들이랑 함께", "사람들하고 함께"]],
    ["무기화와 경쟁", ["무기화랑 경쟁"]],
    ["소파 및 의자", ["소파와 의자"]],
    ["교육 및 연구", ["교육과 연구"]],
    ["유럽에서는 아직", ["유럽에선 아직"]],
    ["이전에는 아직", ["이전엔 아직"]],
    ["그것은 좋은 책", ["그건 좋은 책"]],
    ["먹는 것이 좋아서", ["먹는 게 좋아서"]],
    ["이걸 보고", ["이것을 보고"]],
  ])("replaces the particle of %j", (sentence, expected) => {
    expect(replaced(sentence)).toEqual(expected);
  });

  it.each([
    ["비가 왔다.", ["비가 왔습니다."]],
    ["비가 왔습니다.", ["비가 왔다.", "비가 왔어요."]],
    ["돈이 없어요!", ["돈이 없다!", "돈이 없습니다!"]],
    ["시간 있어요?", ["시간 있습니까?"]],
    ["시간 있습니까?", ["시간 있어요?"]],
    ["문을 만든다", ["문을 만듭니다"]],
    ["밥을 먹는다.", ["밥을 먹습니다."]],
    ["올 것이다.", ["올 것입니다."]],
    ["사실이 아닙니다.", ["사실이 아니다."]],
    ["노래하고 있다.", ["노래하고 있습니다.", "노래하는 중이다."]],
    ["양파를 썰고 있습니다.", ["양파를 써는 중입니다.", "양파를 썰고 있다.", "양파를 썰고 있어요."]],
    ["양파를 써는 중이다.", ["양파를 썰고 있다."]],
  ])("replaces the ending of %j", (sentence, expected) => {
    expect(replaced(sentence)).toEqual(expected);
  });

  it.each([
    "북한테러",
    "고구마하고 감자",
    "사과 주스",
    "조사결과 발표",
    "정신과 의사",
    "집으로 내려와 밥",
    "이와 같은 일",
    "평소와 같이",
    "매일같이 똑같이",
    "이처럼",
    "호랑이랑 고양이랑",
    "모든것이",
    "게 건 걸",
    "아기를 안다.",
    "양말을 신다.",
    "모자를 쓰고",
    "먹었다고 했다는",
    "있습니다만",
    "책을 받습니다.",
    "나는 가수",
    "Gingrich와 Romney",
    "",
  ])("leaves %j as it is", (sentence) => {
    expect(replaced(sentence)).toEqual([]);
  });

  it("says of a state nothing about going on", () => {
    expect(replaced("모자를 쓰고 있다.")).toEqual(["모자를 쓰고 있습니다."]);
  });
});
