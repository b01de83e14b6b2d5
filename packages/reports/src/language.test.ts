import { expect, it } from "vitest";
import { figure } from "./blocks.ts";
import type { Language } from "./language.ts";
import { barPlot } from "./plots/bar-plot.ts";
import { intervalPlot } from "./plots/interval-plot.ts";
import { linePlot } from "./plots/line-plot.ts";
import { scatterPlot } from "./plots/scatter-plot.ts";
import type { Report } from "./report.ts";
import { toHtml } from "./to-html.ts";
import { toMarkdown } from "./to-markdown.ts";

/** Every plot, with all that it says by itself. */
function everything(language: Language): Report {
  const axes = { title: "", language, x: { label: "" }, y: { label: "" } };
  const none = { value: NaN, label: "" };
  const places = [{ x: 0, y: 0 }];
  const points = [...places, { x: 1, y: null }];
  const bars = [{ label: "", value: null }];
  const cloud = Array.from({ length: 101 }, () => ({ x: 0, y: 0 }));
  const series = Array.from({ length: 14 }, () => ({ name: "", points }));
  return {
    language,
    title: "",
    blocks: [
      barPlot({ ...axes, name: "a", label: "", value: "", bars }),
      intervalPlot({ ...axes, name: "b", rows: [{ label: "", estimate: null }], references: [none] }),
      linePlot({ ...axes, name: "c", series, reference: none }),
      linePlot({ ...axes, name: "d", series: [] }),
      scatterPlot({ ...axes, name: "e", point: "", points: [...cloud, { x: null, y: 0 }] }),
    ].map(figure),
  };
}

it("leaves no English word to a report in Korean, and no Korean one to a report in English", () => {
  // Letters of series, and what Markdown and SVG are made of, are no words.
  const said = (language: Language): string => {
    const report = everything(language);
    const drawn = report.blocks.map((block) => (block.kind === "figure" ? block.figure.svg : ""));
    const texts = drawn.join("\n").replace(/<style>.*?<\/style>/gs, "");
    return [toMarkdown(report), texts].join("\n").replace(/<[^>]*>|figures\/.*|```text|\b[a-l]\b/g, "");
  };
  expect(said("ko")).not.toMatch(/[a-z]{2}/i);
  for (const words of ["텍스트로", "없음", "값이 없어 뺀 점 12개", "그릴 점 없음", "많은 곳일수록 진함"]) {
    expect(said("ko")).toContain(words);
  }
  expect(said("en")).not.toMatch(/\p{Script=Hangul}/u);
});

it("a page says the language that its report is in, whatever it is of", () => {
  expect(toHtml({ language: "en", title: "Data of 한국어", blocks: [] })).toContain('<html lang="en">');
  expect(toHtml({ language: "ko", title: "KorSTS", blocks: [] })).toContain('<html lang="ko">');
});
