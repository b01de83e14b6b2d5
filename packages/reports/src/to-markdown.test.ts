import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, it } from "vitest";
import { HOSTILE_TEXTS } from "../test/hostile-texts.ts";
import { figure, heading, list, paragraph, table } from "./blocks.ts";
import { barPlot } from "./plots/bar-plot.ts";
import { printable } from "./printable.ts";
import type { Block } from "./report.ts";
import { toMarkdown } from "./to-markdown.ts";

const parsed = (...blocks: readonly Block[]) =>
  fromMarkdown(toMarkdown({ title: "보고서", blocks }), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  }).children.slice(1);

/** What is read, and the kinds of all that is in it. */
function readOf(node: Nodes): { text: string; kinds: readonly string[] } {
  const children = "children" in node ? node.children.map(readOf) : [];
  const own = node.type === "text" ? node.value : "";
  return {
    text: own + children.map(({ text }) => text).join(""),
    kinds: [node.type, ...children.flatMap(({ kinds }) => kinds)],
  };
}

it.each(HOSTILE_TEXTS)("keeps %j plain as a heading, a paragraph, an item and a cell", (hostile) => {
  const text = printable(hostile);
  const read = parsed(
    heading(hostile),
    paragraph(hostile),
    list([hostile]),
    table([{ title: hostile }], [[hostile]]),
  ).map(readOf);
  expect(read.map((block) => block.text)).toEqual([text, text, text, text + text]);
  const kinds = read.map((block) => [...new Set(block.kinds)].filter((kind) => kind !== "text" && kind !== "html"));
  expect(kinds).toEqual([
    ["heading"],
    ["paragraph"],
    ["list", "listItem", "paragraph"],
    ["table", "tableRow", "tableCell"],
  ]);
});

it("writes no element of HTML but a span around one character", () => {
  const markdown = toMarkdown({ title: "", blocks: HOSTILE_TEXTS.map(paragraph) });
  expect(markdown.replaceAll(/<span>[@#$:.]<\/span>/g, "")).not.toMatch(/(?<!\\)<[a-z/!]/i);
});

it("leaves nothing that GitHub finds after Markdown: links, mentions, references, emoji names, formulas", () => {
  const text = "@team #12 a/b#3 :tada: $x$ me@example.org https://www.example.org";
  const markdown = toMarkdown({ title: "", blocks: [paragraph(text)] });
  expect(markdown).toContain("<span>@</span>team <span>#</span>12 a/b<span>#</span>3 <span>:</span>tada:");
  expect(markdown).toContain("<span>$</span>x<span>$</span> me<span>@</span>example.org");
  expect(markdown).toContain("https<span>:</span>//www<span>.</span>example.org");
});

it("shows a figure as an image, and folded as text whose fence no label closes", () => {
  const bars = [{ label: "``` ````", value: 1 }];
  const nodes = parsed(figure(barPlot({ name: "bars", title: "제목 ](x)", label: "```", value: "pairs", bars })));
  expect(nodes.map(({ type }) => type)).toEqual(["paragraph", "paragraph", "html", "code", "html"]);
  expect(nodes[1]).toMatchObject({ children: [{ type: "image", url: "figures/bars.svg", alt: "제목 ](x)" }] });
  const [, , , drawing] = nodes;
  expect(drawing?.type === "code" && drawing.value).toContain("``` ````  #");
});
