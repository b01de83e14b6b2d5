import { posix } from "node:path";
import { outlineOf } from "./outline.ts";

/** Pages by their path from the root. */
export type Pages = ReadonlyMap<string, string>;

const isKorean = (path: string): boolean => path.endsWith(".ko.md");
const twinOf = (path: string): string =>
  isKorean(path) ? path.replace(/\.ko\.md$/, ".md") : path.replace(/\.md$/, ".ko.md");

/** What is wrong with pages that stand in English and in Korean, a line each. */
export function checkTwins(pages: Pages): readonly string[] {
  return [...pages].flatMap(([path, text]) => {
    const twin = pages.get(twinOf(path));
    if (twin === undefined) return [`${path}: found no ${twinOf(path)}, expected the same page in the other language`];
    return isKorean(path)
      ? [...linkProblems(path, text, pages), ...outlineProblems(path, text, twin)]
      : languageLink(path, text);
  });
}

/** The first difference: what stands after it differs because of it. */
function outlineProblems(path: string, korean: string, english: string): readonly string[] {
  const [there, here] = [outlineOf(english), outlineOf(korean)];
  const index = there.findIndex(({ what }, place) => here[place]?.what !== what);
  const place = index === -1 ? there.length : index;
  const [expected, found] = [there[place], here[place]];
  if (expected === undefined && found === undefined) return [];
  const where = found === undefined ? path : `${path}:${found.line}`;
  const source = expected === undefined ? "nothing more" : `${expected.what} (${twinOf(path)}:${expected.line})`;
  return [`${where}: found ${found?.what ?? "the end"}, expected ${source}`];
}

function languageLink(path: string, text: string): readonly string[] {
  const link = `](${posix.basename(twinOf(path))})`;
  return text.includes(link) ? [] : [`${path}: found no link to ${twinOf(path)}, expected one below the title`];
}

/** Links of a Korean page to English ones that have a twin, but for the one to its own. */
function linkProblems(path: string, text: string, pages: Pages): readonly string[] {
  const linked = [...text.matchAll(/\]\(([^)#:]+\.md)[)#]/g)].map(([, target = ""]) =>
    posix.normalize(posix.join(posix.dirname(path), target)),
  );
  const english = [...new Set(linked)].filter(
    (target) => target !== twinOf(path) && !isKorean(target) && pages.has(target),
  );
  return [
    ...languageLink(path, text),
    ...english.map((target) => `${path}: found a link to ${target}, expected ${twinOf(target)}`),
  ];
}
