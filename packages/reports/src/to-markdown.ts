import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown as serialize } from "mdast-util-to-markdown";
import type { ListItem, RootContent } from "mdast";
import { languageOf } from "./language-of.ts";
import { plainText } from "./markdown/plain-text.ts";
import { printable } from "./printable.ts";
import type { Said } from "./language.ts";
import type { Block, Report } from "./report.ts";

/**
 * A report in GitHub-flavoured Markdown, to paste into a pull request. A figure is the image `figures/<name>.svg`, and,
 * folded, its drawing in text: a pasted report has no file beside it.
 */
export function toMarkdown(report: Report): string {
  const title: RootContent = { type: "heading", depth: 1, children: plainText(report.title) };
  const summary = AS_TEXT[languageOf(report)];
  return serialize(
    { type: "root", children: [title, ...report.blocks.flatMap((block) => content(block, summary))] },
    { bullet: "-", extensions: [gfmToMarkdown({ tablePipeAlign: false })] },
  );
}

const listItem = (item: string): ListItem => ({
  type: "listItem",
  spread: false,
  children: [{ type: "paragraph", children: plainText(item) }],
});

/** @param summary of a drawing in text. */
function content(block: Block, summary: string): RootContent[] {
  switch (block.kind) {
    case "heading":
      return [{ type: "heading", depth: 2, children: plainText(block.text) }];
    case "paragraph":
      return [{ type: "paragraph", children: plainText(block.text) }];
    case "list":
      return [{ type: "list", spread: false, children: block.items.map(listItem) }];
    case "table":
      return [
        {
          type: "table",
          align: block.columns.map(({ align }) => align ?? "left"),
          children: [block.columns.map(({ title }) => title), ...block.rows].map((cells) => ({
            type: "tableRow",
            children: cells.map((cell) => ({ type: "tableCell", children: plainText(cell) })),
          })),
        },
      ];
    case "figure": {
      const { name, title, text } = block.figure;
      return [
        { type: "paragraph", children: [{ type: "strong", children: plainText(title) }] },
        { type: "paragraph", children: [{ type: "image", url: `figures/${name}.svg`, alt: printable(title) }] },
        { type: "html", value: `<details><summary>${summary}</summary>` },
        { type: "code", lang: "text", value: text(COLUMNS).join("\n") },
        { type: "html", value: "</details>" },
      ];
    }
  }
}

const AS_TEXT: Said<string> = { en: "As text", ko: "텍스트로" };

/** What GitHub shows beside a pull request's margins without scrolling. */
const COLUMNS = 90;
