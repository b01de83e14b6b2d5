import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readHubSettings } from "./hub-settings.ts";

it("has the defaults of huggingface_hub 2.4", () => {
  expect(readHubSettings({ HF_HOME: "", HF_ENDPOINT: " " })).toEqual({
    endpoint: "https://huggingface.co",
    cache: join(homedir(), ".cache/huggingface/hub"),
    token: undefined,
    offline: false,
  });
});

it.each([
  [{ XDG_CACHE_HOME: "/xdg" }, "/xdg/huggingface/hub"],
  [{ XDG_CACHE_HOME: "/xdg", HF_HOME: "/home" }, "/home/hub"],
  [{ HF_HOME: "~/models" }, join(homedir(), "models/hub")],
  [{ HF_HOME: "/home", HF_HUB_CACHE: "/cache" }, "/cache"],
])("keeps files where huggingface_hub would: %j", (environment, cache) => {
  expect(readHubSettings(environment).cache).toBe(cache);
});

it("reads endpoint, token and whether it is offline", () => {
  const environment = { HF_ENDPOINT: "http://127.0.0.1:8080/hub/", HF_TOKEN: "hf_abc\n", HF_HUB_OFFLINE: "true" };
  expect(readHubSettings(environment)).toMatchObject({
    endpoint: "http://127.0.0.1:8080/hub",
    token: "hf_abc",
    offline: true,
  });
  expect(readHubSettings({ HF_HUB_OFFLINE: "0" }).offline).toBe(false);
});

it("names what it cannot use, without the token", () => {
  const environment = { HF_ENDPOINT: "huggingface", HF_TOKEN: "hf_secret hf_other" };
  expect(() => readHubSettings(environment)).toThrow(/HF_ENDPOINT: expected a URL.*\n.*HF_TOKEN: expected a token/);
  expect(() => readHubSettings(environment)).not.toThrow(/secret|other/);
});
