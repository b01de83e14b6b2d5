import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  interface Window {
    /** Once axe's source has run there. */
    readonly axe: typeof axe;
  }
}

/** What axe finds that is serious or worse: the rule and where. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({ preload: false });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`));
  });
}

/** Hangul words that are on two lines though one has room for them. */
export const brokenWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const broken: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      for (const { 0: word, index } of (node.textContent ?? "").matchAll(/\p{Script=Hangul}{2,}/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const rects = [...range.getClientRects()];
        const lines = new Set(rects.map(({ top }) => Math.round(top)));
        const width = rects.reduce((sum, rect) => sum + rect.width, 0);
        if (lines.size > 1 && width < 200) broken.push(word);
      }
    }
    return broken;
  });

/** What a sentence or name has made of itself: scripts that ran, elements, links that lead out of the page. */
export const escaped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [
    ...("hacked" in globalThis ? ["a script ran"] : []),
    ...(/[\u202a-\u202e\u2066-\u2069]/.test(document.title + document.body.innerText) ? ["text turned around"] : []),
    ...[...document.querySelectorAll("#board :is(script, img, iframe, em, b, [style], [onerror])")].map(
      (element) => element.outerHTML,
    ),
    ...[...document.querySelectorAll("a")].map(({ href }) => href).filter((href) => !href.includes("index.html#")),
  ]);

/** By how many pixels the page is wider than its window. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Unfolds what is folded, so that it is looked at too. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
