// Stands for `dalmeum train` and `dalmeum submit`: notes that it ran, and writes a result.
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [task, name, file] = process.argv.slice(2);
appendFileSync(new URL("log.txt", import.meta.url), `${task} ${name}\n`);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${task} ${name}`);
