import type { ElementContent } from "hast";
import { toHtml as serialize } from "hast-util-to-html";
import { h } from "hastscript";
import type { Raw } from "mdast-util-to-hast";
import { PAGE_STYLE } from "./html/page-style.ts";
import { languageOf } from "./language-of.ts";
import { printable } from "./printable.ts";
import type { Block, Report } from "./report.ts";

/**
 * A report as one page that needs no other file, no script and no network. Its language is the report's.
 */
export function toHtml(report: Report): string {
  const title = printable(report.title);
  const page = [
    { type: "doctype" as const },
    h("html", { lang: languageOf(report) }, [
      h("head", [
        h("meta", { charSet: "utf-8" }),
        h("meta", { httpEquiv: "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'" }),
        h("meta", { name: "viewport", content: "width=device-width" }),
        h("title", title),
        h("style", PAGE_STYLE),
      ]),
      h("body", [h("h1", title), ...report.blocks.map(element)]),
    ]),
  ];
  // Raw text is a figure's drawing alone.
  return `${serialize({ type: "root", children: page }, { allowDangerousHtml: true })}\n`;
}

function element(block: Block): ElementContent {
  switch (block.kind) {
    case "heading":
      return h("h2", printable(block.text));
    case "paragraph":
      return h("p", printable(block.text));
    case "list":
      return h(
        "ul",
        block.items.map((item) => h("li", printable(item))),
      );
    case "table": {
      const cells = (tag: "th" | "td", texts: readonly string[]) =>
        texts.map((text, index) =>
          h(tag, { className: block.columns[index]?.align === "right" ? "number" : undefined }, printable(text)),
        );
      return h("div", { className: "table", tabIndex: 0 }, [
        h("table", [
          h("thead", [
            h(
              "tr",
              cells(
                "th",
                block.columns.map(({ title }) => title),
              ),
            ),
          ]),
          h(
            "tbody",
            block.rows.map((row) => h("tr", cells("td", row))),
          ),
        ]),
      ]);
    }
    case "figure":
      return h("figure", {}, [h("figcaption", printable(block.figure.title)), raw(block.figure.svg)]);
  }
}

const raw = (value: string): Raw => ({ type: "raw", value });
