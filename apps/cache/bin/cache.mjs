#!/usr/bin/env node
// Defaults for turborepo-remote-cache, which reads its options from the environment while it is imported, and checks them.
import { join, resolve } from "node:path";
import { tokenProblem } from "../src/read-tokens.mjs";
import { rememberUse } from "../src/used-artifacts.mjs";

const problem = tokenProblem(process.env.TURBO_TOKEN);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

const DEFAULTS = {
  HOST: "127.0.0.1",
  PORT: "3000",
  STORAGE_PROVIDER: "local",
  STORAGE_PATH: join(import.meta.dirname, "../storage"),
  // The temporary folder may be gone after a restart.
  STORAGE_PATH_USE_TMP_FOLDER: "false",
  // 2 GiB, in place of 100 MB: an artifact holds every run of an experiment, and one with its weights takes 116 MB.
  // It is the most that Node 20 writes to a file at once, as the server does.
  BODY_LIMIT: String(2 ** 31 - 1),
};

/** The server keeps signatures where this is set, and reads nothing from it: the key itself is the teammates' alone. */
const KEEP_SIGNATURES = { TURBO_REMOTE_CACHE_SIGNATURE_KEY: "kept by the teammates" };

// A variable that is empty counts as absent: an empty HOST would be every address of the machine.
const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value?.trim()));
Object.assign(process.env, { ...DEFAULTS, ...given, ...KEEP_SIGNATURES });

const { createApp } = await import("turborepo-remote-cache");
const app = createApp({ trustProxy: "loopback" });
app.addHook("onRoute", function ({ url }) {
  // The one place where the server's files can be reached: of an instance that the package keeps to itself.
  const { STORAGE_PROVIDER, STORAGE_PATH, STORAGE_PATH_USE_TMP_FOLDER } = app.config;
  const isLocal = STORAGE_PROVIDER === "local" && !STORAGE_PATH_USE_TMP_FOLDER;
  if (isLocal && url.endsWith("/clean")) rememberUse(this.location, resolve(STORAGE_PATH));
});
await app.ready();
await app.listen({ host: app.config.HOST, port: app.config.PORT });
for (const { address, port, family } of app.addresses()) {
  const host = family === "IPv6" ? `[${address}]` : address;
  const reach = /^(?:127\.|::1$)/.test(address)
    ? "this machine alone reaches it"
    : "other machines reach it, and over plain HTTP a token can be read on the way";
  console.log(`listening at http://${host}:${port}: ${reach}`);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => app.close());
