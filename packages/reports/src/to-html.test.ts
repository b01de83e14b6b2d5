import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { expect, it } from "vitest";
import { HOSTILE_TEXTS } from "../test/hostile-texts.ts";
import { figure, heading, list, paragraph, table } from "./blocks.ts";
import { barPlot } from "./plots/bar-plot.ts";
import { printable } from "./printable.ts";
import type { Block } from "./report.ts";
import { toHtml } from "./to-html.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** All elements of a page, in order, without those inside a plot. */
function elementsOf(node: DefaultTreeAdapterTypes.Node): readonly Element[] {
  if (!("childNodes" in node)) return [];
  return node.childNodes.flatMap((child) =>
    "tagName" in child ? [child, ...(child.tagName === "svg" ? [] : elementsOf(child))] : [],
  );
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

const page = (title: string, ...blocks: readonly Block[]) => elementsOf(parse(toHtml({ title, blocks })));
const named = (elements: readonly Element[], name: string) => elements.filter(({ tagName }) => tagName === name);

it("keeps hostile texts plain wherever they stand", () => {
  const bars = HOSTILE_TEXTS.map((label) => ({ label, value: 1 }));
  const title = HOSTILE_TEXTS.join(" ");
  const elements = page(
    title,
    ...HOSTILE_TEXTS.flatMap((text) => [heading(text), paragraph(text)]),
    list(HOSTILE_TEXTS),
    table(
      [{ title }],
      HOSTILE_TEXTS.map((text) => [text]),
    ),
    figure(barPlot({ name: "bars", title, label: "text", value: "number", bars })),
  );
  for (const name of ["h2", "p", "li", "td"]) {
    expect(named(elements, name).map(textOf)).toEqual(HOSTILE_TEXTS.map(printable));
  }
  for (const name of ["title", "h1", "th", "figcaption"]) {
    expect(named(elements, name).map(textOf)).toEqual([printable(title)]);
  }
  expect(new Set(elements.map(({ tagName }) => tagName))).toEqual(
    new Set(
      "html head meta title style body h1 h2 p ul li div table thead tbody tr th td figure figcaption svg".split(" "),
    ),
  );
});

it("allows no script and no network", () => {
  const elements = page("title");
  expect(elements.flatMap(({ attrs }) => attrs)).toContainEqual({
    name: "content",
    value: "default-src 'none'; style-src 'unsafe-inline'",
  });
});

it.each([
  ["Data of KorSTS", "en"],
  ["KorSTS 데이터", "ko"],
])("says the language of %j", (title, language) => {
  expect(named(page(title), "html")[0]?.attrs).toEqual([{ name: "lang", value: language }]);
});

it("has numbers at the right", () => {
  const elements = page("title", table([{ title: "a" }, { title: "r", align: "right" }], [["x", "0.5"]]));
  expect(named(elements, "td").map(({ attrs }) => attrs)).toEqual([[], [{ name: "class", value: "number" }]]);
});

it("gives equal bytes for equal reports", () => {
  const report = () => {
    const bars = [{ label: "하나", value: 1, low: 0.5, high: 1.5 }];
    return { title: "보고서", blocks: [figure(barPlot({ name: "bars", title: "", label: "", value: "", bars }))] };
  };
  expect(toHtml(report())).toBe(toHtml(report()));
});
