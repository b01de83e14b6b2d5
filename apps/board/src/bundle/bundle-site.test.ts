import { Script } from "node:vm";
import { expect, it } from "vitest";
import { bundleSite } from "./bundle-site.ts";

it("is a page, one classic script and a style, and 300 kB of script at most", async () => {
  const files = await bundleSite();
  expect([...files.keys()].toSorted()).toEqual(["board.css", "board.js", "icon.svg", "index.html"]);
  const text = (name: string): string => new TextDecoder().decode(files.get(name));
  expect(files.get("board.js")?.length).toBeLessThan(300_000);
  expect(() => new Script(text("board.js"))).not.toThrow();
  expect(text("index.html")).toContain(`content="default-src 'none'; script-src 'self'`);
  expect(text("index.html")).not.toMatch(/<script(?![^>]* src=)|<style| style=/);
});
