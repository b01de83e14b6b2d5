import { syntheticBoard } from "@dalmeum/standing/synthetic";
import type { Page } from "playwright-core";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { describeInBrowser } from "../../../test/browser/chromium.ts";
import { EMPTY_BOARD } from "../../../test/browser/empty-board.ts";
import { openPage } from "../../../test/browser/open-page.ts";
import { writePage } from "../../../test/browser/write-page.ts";

const BOARD = syntheticBoard({ runs: 60 });

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const rows = (page: Page) => page.locator(".standing tbody tr:not(.group)");

describeInBrowser("reading the page", (browser) => {
  let address: string;
  beforeAll(async () => {
    const written = await writePage(BOARD);
    address = written.address;
    return written.remove;
  });

  it("is walked by keyboard alone", async () => {
    const page = await openPage(browser(), address, { language: "en" });
    await heading(page).waitFor();
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");
    const outlined = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Live");
    expect(await outlined()).toBe("solid");
    await page.keyboard.press("Enter");
    await page.locator("h1:focus", { hasText: "Live" }).waitFor();
    expect(await page.title()).toBe("Live · Dalmeum");
    await page.getByRole("link", { name: "Skip to the content" }).focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  });

  it("keeps the language and the colours that were chosen", async () => {
    const page = await openPage(browser(), address, { language: "en", scheme: "light" });
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await paper()).toBe("rgb(255, 255, 255)");
    await page.getByLabel("Language").selectOption("ko");
    await page.getByLabel("색", { exact: true }).selectOption("dark");
    await page.reload();
    await page.locator("h1", { hasText: "순위" }).waitFor();
    expect(await paper()).toBe("rgb(18, 21, 26)");
  });

  it("filters by what the address says, and says it there", async () => {
    const page = await openPage(browser(), `${address}#/standing?owner=%40min-ji`, { language: "en" });
    await page.getByText("4 of 15 experiments").waitFor();
    expect(await rows(page).count()).toBe(4);
    await page.getByRole("searchbox", { name: "Name" }).pressSequentially("ALPHA=6");
    await page.getByText("1 of 15 experiments").waitFor();
    expect(page.url()).toContain("name=ALPHA%3D6");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByText("15 of 15 experiments").waitFor();
    expect(await page.getByRole("searchbox", { name: "Name" }).inputValue()).toBe("");
  });

  it("leads from two ticked experiments to both side by side", async () => {
    const page = await openPage(browser(), address, { language: "en" });
    await page.getByRole("checkbox").nth(0).check();
    await page.getByRole("checkbox").nth(2).check();
    await page.getByRole("link", { name: "Show side by side" }).click();
    await page.getByRole("heading", { name: "Options that differ" }).waitFor();
    expect(page.url()).toContain("#/beside/experiment-0/experiment-1");
  });

  it("tells a fresh clone what to type, on every page", async () => {
    const { address: empty, remove } = await writePage(EMPTY_BOARD);
    onTestFinished(remove);
    const page = await openPage(browser(), empty, { language: "en" });
    const commands: string[] = [];
    for (const name of ["Standing", "Live", "Blend", "People", "Submissions", "Data"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.locator("h1", { hasText: name }).waitFor();
      commands.push(await page.locator("main .command").last().innerText());
    }
    expect(commands).toEqual([
      "npx dalmeum train baseline",
      "npx dalmeum train baseline",
      "npx dalmeum train blend",
      ".github/CODEOWNERS",
      "npx dalmeum submit baseline",
      "npx dalmeum data report datasets/korsts",
    ]);
  });

  it("opens 500 runs", async () => {
    const { address: many, remove } = await writePage(syntheticBoard({ runs: 500 }));
    onTestFinished(remove);
    const began = performance.now();
    const page = await openPage(browser(), many);
    await rows(page).nth(124).waitFor();
    console.log(`500 runs were open after ${Math.round(performance.now() - began)} ms`);
    expect(await rows(page).count()).toBe(125);
  });
});
