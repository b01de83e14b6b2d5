import type { NamedValues } from "./tensors.ts";

/** How pairs become token sequences, beside what the tokenizer says. */
export interface PairReading {
  /** Token sequences of one pair: 1 for a cross-encoder, 2 for a bi-encoder. */
  readonly sequencesPerPair: 1 | 2;
  /** Text around the first and around the second sentence, which stands for "{sentence}". */
  readonly templates: readonly [string, string];
  /** Sources that are told by a token after the first one of each sequence; source i has id vocabSize + i. */
  readonly sources: readonly string[];
  /** Ids that the checkpoint has embeddings for. */
  readonly vocabSize: number;
  /** Token types that the encoder has embeddings for; where there is one or none, every type is 0. */
  readonly typeVocabSize: number;
  readonly padTokenId: number;
  /** Tokens of the longest sequence, special ones and a source's included; longer ones are cut. */
  readonly maxLength: number;
  /** Whether a pair's score is the mean of both orders of its sentences. */
  readonly symmetric: boolean;
}

/** An ONNX file that stands beside an exported model: B pairs in, for any length T; R rows as in `Batch`. */
export interface ServingFile {
  /** Its name in the folder. */
  readonly name: string;
  /** B. */
  readonly pairs: number;
  /** Those of `Batch` that it reads, by their names there. */
  readonly inputs: readonly string[];
}

/** A trained model as files that Python reads. */
export interface ExportedModel {
  /** Text files by their paths in the folder. */
  readonly files: Readonly<Record<string, string>>;
  /** safetensors files by their paths in the folder. */
  readonly tensors: Readonly<Record<string, NamedValues>>;
  readonly reading: PairReading;
  /** Ways to load it, for the model card. */
  readonly usage: readonly PythonUsage[];
  /** What a reader of the files must know, and what they leave out: sentences for the model card. */
  readonly notes: readonly string[];
  /** Of the checkpoint, as it calls it; absent where it names none. */
  readonly license?: string;
}

/** One way to load an exported model in Python. */
export interface PythonUsage {
  readonly title: string;
  /**
   * A program that runs in the folder and defines `scores(pairs)`: pairs are `(first, second)`, or
   * `(first, second, source)` where sources have tokens. A bi-encoder's may define `embed(sentences)` too, or
   * `embed(sentences, sources)`.
   */
  readonly code: string;
}

/** What sentences go through before a model reads them, in a form that Python can be told. */
export interface TextCleaning {
  /** As normalizers of tokenizer.json, in their order. */
  readonly normalizers: readonly object[];
  /** Characters that are left out at both ends of a sentence: in a tokenizer they would go around each special token too. */
  readonly outer: string;
}

export interface ExportOptions {
  /** Of the workspace, absolute. */
  readonly root: string;
  /** As a run has trained them: one for each name of `init`. */
  readonly parameters: NamedValues;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** Whether a pair's score is the mean of both orders of its sentences. */
  readonly symmetric: boolean;
  readonly cleaning: TextCleaning;
  readonly serving?: ServingFile;
}
