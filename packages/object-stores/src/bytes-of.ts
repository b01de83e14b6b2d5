import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** A file's bytes, piece by piece. It is opened with the first: nobody listens before to what goes wrong. */
export async function* bytesOf(path: string, flags = constants.O_RDONLY): AsyncGenerator<Uint8Array> {
  const file = await open(path, flags);
  const chunks: AsyncIterable<Buffer> = file.createReadStream({ highWaterMark: CHUNK_BYTES });
  yield* chunks;
}

const CHUNK_BYTES = 2 ** 20;
