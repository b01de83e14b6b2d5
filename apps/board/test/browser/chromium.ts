import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";

/** The system's own browser: nothing is downloaded. */
const CHROMIUM =
  [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].find(existsSync) ?? null;

/** Tests in a real browser, one for all tests of a file; skipped where the system has none. */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  const title = CHROMIUM === null ? `${name} (skipped: apt-get install chromium)` : name;
  describe.skipIf(CHROMIUM === null)(title, { tags: ["slow"] }, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      // Root, as in a container, has no sandbox to be in.
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args });
    });
    afterAll(() => browser?.close());
    tests(() => {
      if (browser === undefined) throw new Error("the browser is not open yet");
      return browser;
    });
  });
}
