export { experimentPiece } from "./board-index.ts";
export { type BoardReader, type BoardReading, createBoardReader } from "./board-reader.ts";
