#!/usr/bin/env node
// Defaults for turborepo-remote-cache, which reads its options from the environment while it is imported, and checks them.
import { join } from "node:path";

if (!process.env.TURBO_TOKEN) {
  console.error(
    "found no TURBO_TOKEN, expected the secret with which teammates sign in (several, separated by commas): " +
      "make one with `openssl rand -hex 32`, and start again with TURBO_TOKEN=<it>; docs/remote-cache.md says more",
  );
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

Object.assign(process.env, { ...DEFAULTS, ...process.env, ...KEEP_SIGNATURES });

const { createApp } = await import("turborepo-remote-cache");
const app = createApp({ trustProxy: "loopback" });
await app.ready();
await app.listen({ host: app.config.HOST, port: app.config.PORT });
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => app.close());
