import { expect, it } from "vitest";
import { describeInBrowser } from "./browser/chromium.ts";
import { openPage } from "./browser/open-page.ts";
import { serve } from "./served-board.ts";
import { startTraining, writeTrainingWorkspace } from "./tiny-training.ts";

describeInBrowser("a page beside a real training", (browser) => {
  it("shows it begin, and its updates as they come", async () => {
    const root = writeTrainingWorkspace();
    const page = await openPage(browser(), `${await serve(root)}#/live`, { language: "en" });
    await page.getByText("Nothing is being trained.").waitFor();
    startTraining(root);
    const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "tiny" }) });
    await card.getByText("running").waitFor({ timeout: 100_000 });
    const progress = card.getByText(/update [\d,]+ of/);
    const first = await progress.innerText();
    await progress.filter({ hasNotText: first }).waitFor({ timeout: 100_000 });
    await card.getByRole("img", { name: "Dev of tiny, seed 1" }).waitFor({ timeout: 100_000 });
    expect(await page.getByText("tiny, seed 1 has begun.").count()).toBe(1);
  });
});
