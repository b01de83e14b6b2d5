import type { Dictionary } from "../../language/say.ts";

export const liveWords = {
  title: { en: "Live", ko: "진행 중" },
  empty: { en: "Nothing is being trained. To train:", ko: "학습 중인 것이 없습니다. 학습하려면:" },
  notServed: {
    en: "This page was written once and does not follow. To follow along:",
    ko: "한 번 써 둔 페이지라 따라가지 않습니다. 실시간으로 보려면:",
  },
  running: { en: "running", ko: "진행 중" },
  unfinished: { en: "stopped", ko: "중단됨" },
  failed: { en: "failed", ko: "실패" },
  on: {
    en: (host: string, pid: number) => `${host}, process ${pid}`,
    ko: (host: string, pid: number) => `${host}, 프로세스 ${pid}`,
  },
  nobody: { en: "nobody is named", ko: "실행한 곳을 알 수 없음" },
  epoch: {
    en: (epoch: number, of: number) => `epoch ${epoch} of ${of}`,
    ko: (epoch: number, of: number) => `에폭 ${epoch}/${of}`,
  },
  update: {
    en: (step: string, of: string) => `update ${step} of ${of}`,
    ko: (step: string, of: string) => `업데이트 ${step}/${of}`,
  },
  left: { en: (time: string) => `${time} left`, ko: (time: string) => `${time} 남음` },
  leftUnknown: { en: "time left is not known yet", ko: "남은 시간은 아직 모름" },
  progress: { en: "progress", ko: "진행률" },
  silent: { en: (time: string) => `silent for ${time}`, ko: (time: string) => `${time} 동안 기록 없음` },
  began: { en: "began", ko: "시작" },
  noProgress: { en: "It has not begun to train.", ko: "아직 학습을 시작하지 않았습니다." },
  loss: { en: "Training loss", ko: "학습 손실" },
  lossOf: { en: (name: string) => `Training loss of ${name}`, ko: (name: string) => `${name}의 학습 손실` },
  dev: { en: "Dev", ko: "dev" },
  devOf: { en: (name: string) => `Dev of ${name}`, ko: (name: string) => `${name}의 dev` },
  goOn: { en: "It goes on where it was with:", ko: "멈춘 데서 이어 가려면:" },
  started: { en: (name: string) => `${name} has begun.`, ko: (name: string) => `${name} 시작.` },
  ended: { en: (name: string) => `${name} is finished.`, ko: (name: string) => `${name} 완료.` },
  stopped: { en: (name: string) => `${name} was stopped.`, ko: (name: string) => `${name} 중단.` },
  broke: { en: (name: string) => `${name} has failed.`, ko: (name: string) => `${name} 실패.` },
} satisfies Dictionary;
