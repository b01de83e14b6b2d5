#!/usr/bin/env node
import { loadSource } from "@dalmeum/source-loader";

const { main } = loadSource(new URL("../src/child/main.ts", import.meta.url).href);
await main();
