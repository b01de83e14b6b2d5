import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderOf } from "@dalmeum/testing";
import { givenPluginFolder, recordPlugin } from "./given-plugin.ts";
import { installedPlugins } from "./installed-plugins.ts";

const ELF = "\u007fELF and more";

it("keeps the name of a library, in place of the one before", async () => {
  const root = folderOf({ "one.so": ELF, "two.so": ELF });
  await recordPlugin(root, join(root, "one.so"));
  const folder = await recordPlugin(root, join(root, "two.so"));
  expect(installedPlugins(root)).toEqual([
    { variant: "given", folder: "runtimes/xla-plugin", file: join(root, "two.so") },
  ]);
  expect(readFileSync(join(folder, "plugin.json"), "utf8")).toBe(`{"plugin":"${join(root, "two.so")}"}\n`);
});

it.each([
  ["no file", "none.so", /none\.so: there is no such file/],
  ["a folder", ".", /there is no such file/],
  ["an empty file", "empty.so", /empty\.so: found a file that begins with nothing, expected a library/],
  ["text", "text.so", /text\.so: found a file that begins with 74657874/],
])("refuses %s, and keeps what was there", async (_case, name, message) => {
  const root = folderOf({ "one.so": ELF, "empty.so": "", "text.so": "text" });
  await recordPlugin(root, join(root, "one.so"));
  await expect(recordPlugin(root, join(root, name))).rejects.toThrow(message);
  expect(installedPlugins(root)[0]?.file).toBe(join(root, "one.so"));
});

it("says where what names a plugin is damaged", () => {
  const root = folderOf({});
  const folder = givenPluginFolder(root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "plugin.json"), '{"plugin": 1}');
  expect(() => installedPlugins(root)).toThrow(/xla-plugin\/plugin\.json.*install xla --plugin/s);
});
