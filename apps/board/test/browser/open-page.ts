import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

export interface Reader {
  readonly language: "ko" | "en";
  readonly scheme: "light" | "dark";
  /** Of the window, in pixels. */
  readonly width: number;
}

export const READER: Reader = { language: "ko", scheme: "light", width: 1280 };

/**
 * A page as this reader's browser shows it, closed after the test. Whatever the console says, which is where a refusal of the
 * security policy lands too, fails the test; a failed test leaves a screenshot in test-results.
 */
export async function openPage(browser: Browser, address: string, reader: Partial<Reader> = {}): Promise<Page> {
  const { language, scheme, width } = { ...READER, ...reader };
  const context = await browser.newContext({
    locale: { ko: "ko-KR", en: "en-US" }[language],
    timezoneId: "Asia/Seoul",
    colorScheme: scheme,
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  // The test's own limit ends what waits: machines that test are busy.
  page.setDefaultTimeout(100_000);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail" || complaints.length > 0) {
      const name = `${task.name.replaceAll(/[^\w가-힣]+/g, "-")}.png`;
      mkdirSync(RESULTS, { recursive: true });
      await page.screenshot({ path: `${RESULTS}/${name}`, fullPage: true });
    }
    await context.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(address);
  return page;
}

const RESULTS = fileURLToPath(new URL("../../test-results", import.meta.url));
