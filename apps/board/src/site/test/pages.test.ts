import { syntheticBoard } from "@dalmeum/standing/synthetic";
import { beforeAll, expect, it } from "vitest";
import { describeInBrowser } from "../../../test/browser/chromium.ts";
import { openPage, type Reader } from "../../../test/browser/open-page.ts";
import { brokenWords, escaped, overhang, seriousFaults, unfold } from "./seen.ts";
import { writePage } from "../../../test/browser/write-page.ts";

const READERS: readonly Reader[] = [
  { language: "ko", scheme: "light", width: 390 },
  { language: "en", scheme: "dark", width: 1280 },
];

const PAGES = [
  ["standing", { ko: "순위", en: "Standing" }],
  ["experiment/experiment-1", { ko: "문장-쌍-인코더", en: "문장-쌍-인코더" }],
  ["beside/experiment-1/experiment-2", { ko: "나란히 보기", en: "Side by side" }],
  ["live", { ko: "진행 중", en: "Live" }],
  ["blend", { ko: "앙상블", en: "Blend" }],
  ["people", { ko: "사람", en: "People" }],
  ["submissions", { ko: "제출", en: "Submissions" }],
  ["data", { ko: "데이터", en: "Data" }],
] as const;

describeInBrowser("the pages, from disk", (browser) => {
  let address: string;
  beforeAll(async () => {
    const written = await writePage(syntheticBoard({ runs: 28 }));
    address = written.address;
    return written.remove;
  });

  for (const reader of READERS) {
    it.each(PAGES)(
      `shows %s in ${reader.language}, ${reader.scheme}, ${reader.width} pixels wide`,
      async (name, heading) => {
        const page = await openPage(browser(), `${address}#/${name}`, reader);
        await page.getByRole("heading", { level: 1, name: heading[reader.language] }).waitFor();
        await page.locator("main :is(section, table, article, li)").first().waitFor();
        await unfold(page);
        expect(await page.locator("html").getAttribute("lang")).toBe(reader.language);
        expect(await escaped(page)).toEqual([]);
        expect(await overhang(page)).toBe(0);
        expect(await brokenWords(page)).toEqual([]);
        expect(await seriousFaults(page)).toEqual([]);
      },
    );
  }
});
