import type { Dictionary } from "./language/say.ts";

export const appWords = {
  skip: { en: "Skip to the content", ko: "본문으로 건너뛰기" },
  pages: { en: "Pages", ko: "페이지" },
  standing: { en: "Standing", ko: "순위" },
  live: { en: "Live", ko: "진행 중" },
  blend: { en: "Blend", ko: "앙상블" },
  people: { en: "People", ko: "사람" },
  submissions: { en: "Submissions", ko: "제출" },
  data: { en: "Data", ko: "데이터" },
  language: { en: "Language", ko: "언어" },
  theme: { en: "Colours", ko: "색" },
  system: { en: "System", ko: "시스템" },
  light: { en: "Light", ko: "밝게" },
  dark: { en: "Dark", ko: "어둡게" },
  connected: { en: "live", ko: "실시간" },
  disconnected: { en: "no connection", ko: "연결 끊김" },
  written: { en: "Read", ko: "읽은 시각" },
  commit: { en: "commit", ko: "커밋" },
  dirty: { en: "with changes", ko: "수정 있음" },
  loading: { en: "Loading …", ko: "불러오는 중 …" },
  noPiece: {
    en: "There is nothing of this name. It may have been renamed, or this page was written before it was there.",
    ko: "이 이름으로는 아무것도 없습니다. 이름이 바뀌었거나, 생기기 전에 이 페이지를 썼을 수 있습니다.",
  },
  noIndex: {
    en: "The data of this page is missing. Write it anew:",
    ko: "이 페이지의 데이터가 없습니다. 다시 써 주세요:",
  },
} satisfies Dictionary;
