import type { BoardIndex } from "@dalmeum/standing/types";
import { render } from "preact";
import { App } from "./app.tsx";

const root = document.querySelector("#board");
if (root !== null) render(<App index={(globalThis.dalmeumData?.index ?? null) as BoardIndex | null} />, root);
