"""Write a tiny random BERT with its tokenizer, and reference.json: what transformers computes for it in float32 on CPU.

Two layers, hidden 16, every bias and LayerNorm weight random, so that each parameter matters. Sentences of a pair have
token types 0 and 1, which e5-small-ko's template does not.

    .venv/bin/pip install torch==2.15.0 transformers==5.23.0 tokenizers==0.23.3 safetensors==0.8.0
    .venv/bin/python write_tiny_bert.py OUTPUT_DIR
"""

import json
import sys
from pathlib import Path

import tokenizers
import torch
import transformers
from safetensors.torch import save_file

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PREFIX = "query: "
PAIRS = [
    ("고양이가 잔다", "고양이가 자고 있다", 4.2),
    ("비가 온다", "눈이 많이 온다.", 2.4),
    ("나는 학교에 간다", "그는 집에 간다", 1.8),
    ("아이가 노래한다", "기차가 3시에 떠난다", 0.2),
    ("그는 집에 있다", "그는 집에 있다.", 5.0),
]
PIECES = ["▁", "▁query", ":", ".", "▁고양이", "▁그는", "▁나는", "한다", "온다", "▁집", "▁있다", "가", "이"]
TRUNCATED_LENGTHS = [6, 7, 8, 11, 64]
# Characters without a piece, a pair of very different lengths, and a text of special tokens.
TRUNCATED_PAIRS = [
    *PAIRS[:4],
    ("그는 XYZ 집", "고양이가 고양이가 고양이가 자고 있다 3시에"),
    ("</s> 비", "비"),
    ("  비  가", "ㅋㅋ"),
]


def build_tokenizer(output: Path) -> transformers.PreTrainedTokenizerFast:
    characters = sorted({c for a, b, _ in PAIRS for c in (a + b).replace(" ", "")} - set(PIECES))
    pieces = PIECES + characters
    vocab = [(piece, 0.0) for piece in SPECIAL] + [(piece, -2.0 - 0.1 * i) for i, piece in enumerate(pieces)]
    tokenizer = tokenizers.Tokenizer(tokenizers.models.Unigram([*vocab, ("<mask>", 0.0)], unk_id=3))
    tokenizer.normalizer = tokenizers.normalizers.NFKC()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    tokenizer.decoder = tokenizers.decoders.Metaspace()
    tokenizer.add_special_tokens([*SPECIAL, "<mask>"])
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s>:1 $B:1 </s>:1", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(output / "tokenizer.json"))
    return transformers.PreTrainedTokenizerFast(tokenizer_file=str(output / "tokenizer.json"), pad_token="<pad>")


def build_model(output: Path, vocab_size: int) -> transformers.BertModel:
    config = {
        "architectures": ["BertModel"], "model_type": "bert", "vocab_size": vocab_size, "hidden_size": 16,
        "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1, "max_position_embeddings": 64,
        "type_vocab_size": 2, "layer_norm_eps": 1e-12, "initializer_range": 0.02, "pad_token_id": 1,
    }
    (output / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    model = transformers.BertModel(transformers.BertConfig(**config), add_pooling_layer=False).eval()
    generator = torch.Generator().manual_seed(20240607)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            centre = 1.0 if name.endswith("LayerNorm.weight") else 0.0
            parameter.copy_(centre + 0.3 * torch.randn(parameter.shape, generator=generator))
    state = {name: parameter.detach().contiguous() for name, parameter in model.named_parameters()}
    weights = output / "model.safetensors"
    save_file(state, weights, {"format": "pt"})
    weights.chmod(0o644)
    return model


def numbers(tensor: torch.Tensor):
    """Nested lists of numbers with the nine digits that float32 holds."""
    if tensor.ndim == 0:
        return float(f"{tensor.item():.9g}")
    return [numbers(row) for row in tensor]


def gradients(parameters: dict) -> dict:
    return {
        name: {"norm": numbers(parameter.grad.norm()), "first8": numbers(parameter.grad.flatten()[:8])}
        for name, parameter in parameters.items()
        if parameter.grad is not None
    }


def pearson_mae(predictions: torch.Tensor, targets: torch.Tensor) -> tuple:
    p, t = predictions - predictions.mean(), targets - targets.mean()
    r = (p * t).sum() / (p.square().sum().sqrt() * t.square().sum().sqrt())
    return r, 0.9 * (1 - r) + 0.1 * (predictions - targets).abs().mean()


def bi_encoder(model, tokenizer, targets: torch.Tensor) -> dict:
    """Mean pooling, prediction 5 * cosine, loss 0.9 (1 - r) + 0.1 MAE."""
    model.zero_grad()
    texts = [PREFIX + pair[side] for side in (0, 1) for pair in PAIRS]
    batch = tokenizer(texts, padding=True, return_token_type_ids=True, return_tensors="pt")
    hidden = model(**batch).last_hidden_state
    mask = batch["attention_mask"][..., None].float()
    pooled = (hidden * mask).sum(1) / mask.sum(1)
    cosine = torch.cosine_similarity(pooled[: len(PAIRS)], pooled[len(PAIRS) :])
    pearson, loss = pearson_mae(5 * cosine, targets)
    loss.backward()
    return {
        **{key: batch[key].tolist() for key in ("input_ids", "token_type_ids", "attention_mask")},
        "hidden": numbers(hidden), "pooled": numbers(pooled), "cosine": numbers(cosine),
        "pearson": numbers(pearson), "loss": numbers(loss), "gradients": gradients(dict(model.named_parameters())),
    }


def cross_encoder(model, tokenizer, targets: torch.Tensor) -> dict:
    """First-token pooling, a linear head, the same loss; the head's weight is 0.1, -0.2, 0.3, ... and its bias 2.5."""
    model.zero_grad()
    sides = [[pair[side] for pair in PAIRS] for side in (0, 1)]
    batch = tokenizer(*sides, padding=True, return_token_type_ids=True, return_tensors="pt")
    hidden = model(**batch).last_hidden_state
    pooled = hidden[:, 0]
    head = torch.nn.Linear(16, 1)
    with torch.no_grad():
        head.weight.copy_(torch.tensor([[0.1 * (i + 1) * (-1) ** i for i in range(16)]]))
        head.bias.fill_(2.5)
    predictions = head(pooled)[:, 0]
    pearson, loss = pearson_mae(predictions, targets)
    loss.backward()
    named = {f"heads.similarity.{name}": parameter for name, parameter in head.named_parameters()}
    return {
        **{key: batch[key].tolist() for key in ("input_ids", "token_type_ids", "attention_mask")},
        "headWeight": numbers(head.weight), "headBias": numbers(head.bias),
        "hidden": numbers(hidden), "pooled": numbers(pooled), "predictions": numbers(predictions),
        "pearson": numbers(pearson), "loss": numbers(loss),
        "gradients": gradients({**dict(model.named_parameters()), **named}),
    }


def truncated(tokenizer) -> list:
    def encode(length: int, *texts: str) -> dict:
        encoded = tokenizer(*texts, truncation="longest_first", max_length=length, return_token_type_ids=True)
        ids = {key: encoded[key] for key in ("input_ids", "token_type_ids")}
        return {"maxLength": length, "texts": texts, **ids}

    pairs = [encode(length, *pair[:2]) for length in TRUNCATED_LENGTHS for pair in TRUNCATED_PAIRS]
    return pairs + [encode(length, pair[1]) for length in TRUNCATED_LENGTHS for pair in TRUNCATED_PAIRS]


def camel_case(value):
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [camel_case(item) for item in value]
    if isinstance(value, dict):
        renamed = {"input_ids": "inputIds", "token_type_ids": "tokenTypeIds", "attention_mask": "attentionMask"}
        return {renamed.get(key, key): camel_case(item) for key, item in value.items()}
    return value


def main(output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    tokenizer = build_tokenizer(output)
    model = build_model(output, len(tokenizer))
    targets = torch.tensor([pair[2] for pair in PAIRS])
    versions = f"transformers {transformers.__version__}, torch {torch.__version__}, tokenizers {tokenizers.__version__}"
    reference = {
        "tool": versions,
        "script": "tools/golden/write_tiny_bert.py",
        "prefix": PREFIX,
        "pairs": [{"sentence1": a, "sentence2": b, "score": s} for a, b, s in PAIRS],
        "biEncoder": bi_encoder(model, tokenizer, targets),
        "crossEncoder": cross_encoder(model, tokenizer, targets),
        "truncated": truncated(tokenizer),
    }
    lines = [f"{json.dumps(k)}: {json.dumps(camel_case(v), ensure_ascii=False)}" for k, v in reference.items()]
    (output / "reference.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(versions, "| vocabulary", len(tokenizer), "| loss", reference["biEncoder"]["loss"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
