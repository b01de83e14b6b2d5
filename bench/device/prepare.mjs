#!/usr/bin/env node
import { loadSource } from "@dalmeum/source-loader";

const { main } = loadSource(new URL("../src/device/prepare.ts", import.meta.url).href);
await main();
