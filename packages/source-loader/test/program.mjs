import { loadSource } from "../src/load-source.mjs";

// As a program of its own: hooks are the process's, and Vitest has its own.
const [url = "", cache = ""] = process.argv.slice(2);
loadSource(url, { cache });
const loaded = /** @type {{ answer: () => unknown }} */ (loadSource(url, { cache }));
process.stdout.write(JSON.stringify(await loaded.answer()));
