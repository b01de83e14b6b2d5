import { syntheticBoard } from "@dalmeum/standing/synthetic";
import { expect, it } from "vitest";
import { SECURITY_POLICY } from "../src/bundle/security-policy.ts";
import { describeInBrowser } from "./browser/chromium.ts";
import { openPage } from "./browser/open-page.ts";
import { servePage } from "./browser/serve-page.ts";

const BOARD = syntheticBoard({ runs: 28 });
const [run, ...others] = BOARD.live.runs;

describeInBrowser("a page from a server", (browser) => {
  it("shows a training as it goes on, and says what began and ended, but not each update", async () => {
    if (run === undefined || run.progress === null) throw new Error("the made-up board has a training");
    const { address, tell } = await servePage(BOARD);
    const page = await openPage(browser(), `${address}#/live`, { language: "en" });
    const card = page.getByRole("listitem").filter({ hasText: "seed 9, fold 1" });
    await card.getByText("update 300 of 600").waitFor();
    await page.getByText("live", { exact: true }).waitFor();
    const said = page.locator("[aria-live]");

    const further = { ...run, progress: { ...run.progress, step: 310, share: 310 / 600, secondsLeft: 61 } };
    tell("live", { ...BOARD.live, runs: [further, ...others] });
    await card.getByText("update 310 of 600").waitFor();
    await card.getByText("1 min 1 sec left").waitFor();
    expect(await said.innerText()).toBe("");

    tell("live", { ...BOARD.live, runs: others });
    await card.waitFor({ state: "detached" });
    await said
      .filter({ hasText: "folded-cosent:alpha=0,note=plain, seed 9, fold 1 is finished." })
      .waitFor({ state: "attached" });
  });

  it("shows a score that came in meanwhile", async () => {
    const { address, tell } = await servePage(BOARD);
    const page = await openPage(browser(), address, { language: "en" });
    await page.getByText("live", { exact: true }).waitFor();
    tell("index", { ...BOARD.index, live: true, runs: { ...BOARD.index.runs, used: 4321 } });
    await page.getByText("4321", { exact: true }).waitFor();
  });

  it("opens over HTTP under the same policy", async () => {
    const { address: served } = await servePage(BOARD);
    const page = await openPage(browser(), served, { language: "en" });
    for (const name of ["Live", "Blend", "People", "Submissions", "Data"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.locator("main table, main li").first().waitFor();
    }
    const again = await page.reload();
    expect(again?.headers()["content-security-policy"]).toContain(SECURITY_POLICY);
  });
});
