#!/usr/bin/env node

// npm keeps the flags of `npm run dalmeum predict ... --input pairs.csv` to itself.
if (process.env.npm_lifecycle_event === "dalmeum" && process.env.npm_config_user_agent?.startsWith("npm/")) {
  process.stderr.write("npm run passes flags on after `--` alone; `npx dalmeum` does by itself, from any folder\n");
}

const main = await loadMain().catch((error) => {
  if (!String(error?.code).endsWith("MODULE_NOT_FOUND")) throw error;
  const [what] = error.message.split("\n");
  process.stderr.write(
    `not installed, or not since the last pull: \`npm run setup\` installs what is missing (${what})\n`,
  );
  process.exitCode = 1;
});
await main?.();

/** What is imported here is missing from a fresh clone. */
async function loadMain() {
  const { loadSource } = await import("@dalmeum/source-loader");
  return loadSource(new URL("../src/main.ts", import.meta.url).href).main;
}
