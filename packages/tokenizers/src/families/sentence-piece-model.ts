import { readFileSync } from "node:fs";
import { UserError } from "@dalmeum/contracts";
import { PbfReader } from "pbf";
import { specialToken } from "../added-tokens/added-token.ts";
import type { UnigramVocabulary } from "./sentence-piece-tokenizers.ts";

/** Kinds of pieces that are matched before the text is split. */
const CONTROL = 3;
const USER_DEFINED = 4;
const UNIGRAM = 1;

interface Piece {
  piece: string;
  score: number;
  type: number;
}

/**
 * Read a SentencePiece model: field numbers and defaults of sentencepiece_model.proto, sentencepiece 0.2.
 * @throws UserError where it is no such file, or not of the kind Unigram.
 */
export function readSentencePieceModel(path: string): UnigramVocabulary {
  const model = { pieces: [] as Piece[], modelType: UNIGRAM, unknownId: 0, charsmap: "" };
  try {
    new PbfReader(readFileSync(path)).readFields((field, _, pbf) => {
      if (field === 1) model.pieces.push(pbf.readMessage(readPiece, { piece: "", score: 0, type: 1 }));
      else if (field === 2) pbf.readMessage(readTrainerSpec, model);
      else if (field === 3) pbf.readMessage(readNormalizerSpec, model);
    }, undefined);
  } catch (cause) {
    throw new UserError(
      `${path}: not a SentencePiece model: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  }
  if (model.pieces.length === 0) throw new UserError(`${path}: not a SentencePiece model: it has no pieces`);
  if (model.modelType !== UNIGRAM) {
    throw new UserError(`${path}: found model_type ${model.modelType}, supported: ${UNIGRAM} (unigram)`);
  }
  const own = model.pieces.filter(({ type }) => type === CONTROL || type === USER_DEFINED);
  return {
    vocab: model.pieces.map(({ piece, score }) => [piece, score]),
    own: own.map(({ piece, type }) => ({ ...specialToken(piece), special: type === CONTROL })),
    unknownId: model.unknownId,
    charsmap: model.charsmap,
  };
}

function readPiece(field: number, piece: Piece, pbf: PbfReader): void {
  if (field === 1) piece.piece = pbf.readString();
  else if (field === 2) piece.score = pbf.readFloat();
  else if (field === 3) piece.type = pbf.readVarint();
}

function readTrainerSpec(field: number, model: { modelType: number; unknownId: number }, pbf: PbfReader): void {
  if (field === 3) model.modelType = pbf.readVarint();
  else if (field === 40) model.unknownId = pbf.readVarint();
}

function readNormalizerSpec(field: number, model: { charsmap: string }, pbf: PbfReader): void {
  if (field === 2) model.charsmap = Buffer.from(pbf.readBytes()).toString("base64");
}
