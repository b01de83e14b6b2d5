import type { BoardIndex } from "@dalmeum/standing/types";
import { render } from "preact";
import { App } from "./app.tsx";
import { handedOver } from "./data/handed-over.ts";

const root = document.querySelector("#board");
if (root !== null) render(<App index={handedOver("index") as BoardIndex | null} />, root);
