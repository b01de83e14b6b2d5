import type { Dictionary } from "../../language/say.ts";

export const runWords = {
  run: { en: "run", ko: "실행" },
  state: { en: "state", ko: "상태" },
  finished: { en: "finished", ko: "완료" },
  running: { en: "running", ko: "진행 중" },
  unfinished: { en: "stopped", ko: "중단됨" },
  failed: { en: "failed", ko: "실패" },
  otherCode: { en: "other code", ko: "코드 다름" },
  past: { en: "past", ko: "이전 것" },
  heldOut: { en: "held out", ko: "held-out" },
  commit: { en: "commit", ko: "커밋" },
  engine: { en: "engine", ko: "엔진" },
  machine: { en: "machine", ko: "기계" },
  cores: { en: (cores: number) => `${cores} cores`, ko: (cores: number) => `코어 ${cores}개` },
  took: { en: "took", ko: "걸린 시간" },
  speed: { en: "pairs/s", ko: "쌍/초" },
  memory: { en: "peak memory", ko: "최대 메모리" },
  finishedAt: { en: "finished", ko: "끝난 때" },
} satisfies Dictionary;
