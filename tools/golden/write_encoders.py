"""Tiny random encoders of every architecture, and what transformers computes with them.

    python tools/golden/write_encoders.py packages/testing/fixtures

Writes encoders/<name>/{config.json, model.safetensors, reference.json}, a tokenizer.json where padding stands inside of texts,
and relative-positions.json. A reference has the
hidden states of a padded batch, the loss sum_r (w . mean_t hidden_rt - target_r)^2 / R with w_i = 0.1 (i + 1) (-1)^i, and
the gradient of every parameter. Needs torch 2.15.0 and transformers 5.23.0.
"""

import json
import sys
from pathlib import Path

import torch
import transformers
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    BertConfig, BertModel, DebertaV2Config, DebertaV2Model, ElectraConfig, ElectraForPreTraining, RobertaConfig,
    RobertaForMaskedLM, RobertaModel, XLMRobertaConfig, XLMRobertaModel,
)
from transformers.models.deberta_v2.modeling_deberta_v2 import make_log_bucket_position

VERSIONS = f"transformers {transformers.__version__}, torch {torch.__version__}"
VOCABULARY = 40
SIZES = dict(
    vocab_size=VOCABULARY, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24,
    initializer_range=0.3,
)
DEBERTA = dict(
    **SIZES, max_position_embeddings=32, relative_attention=True, type_vocab_size=0, pad_token_id=0,
    position_biased_input=False,
)
MODELS = {
    "bert": lambda: BertModel(BertConfig(**SIZES, max_position_embeddings=32, type_vocab_size=2)),
    "roberta": lambda: RobertaForMaskedLM(
        RobertaConfig(**SIZES, max_position_embeddings=34, type_vocab_size=1, pad_token_id=1)
    ),
    "xlm-roberta": lambda: XLMRobertaModel(
        XLMRobertaConfig(**SIZES, max_position_embeddings=34, type_vocab_size=1, pad_token_id=1)
    ),
    # As klue/roberta, whose padding's id is the unknown token's: it stands inside of texts.
    "roberta-padding-in-text": lambda: RobertaModel(
        RobertaConfig(**SIZES, max_position_embeddings=34, type_vocab_size=1, pad_token_id=1)
    ),
    "electra": lambda: ElectraForPreTraining(
        ElectraConfig(**SIZES, embedding_size=8, max_position_embeddings=32, type_vocab_size=2)
    ),
    # As deberta-v3-base: log buckets, shared keys, LayerNorm on the relative positions.
    "deberta-v3": lambda: DebertaV2Model(
        DebertaV2Config(
            **DEBERTA, position_buckets=8, max_relative_positions=-1, share_att_key=True, norm_rel_ebd="layer_norm",
            pos_att_type="p2c|c2p",
        )
    ),
    # As deberta-v2-xlarge's convolution, with keys of its own, plain distances, positions, types and narrow embeddings.
    "deberta-v2": lambda: DebertaV2Model(
        DebertaV2Config(
            **{**DEBERTA, "position_biased_input": True, "type_vocab_size": 2}, embedding_size=8,
            max_relative_positions=4, share_att_key=False, pos_att_type=["c2p", "p2c"], conv_kernel_size=3,
            conv_act="gelu",
        )
    ),
    "deberta-c2p": lambda: DebertaV2Model(
        DebertaV2Config(
            **DEBERTA, position_buckets=8, max_relative_positions=32, share_att_key=False, pos_att_type="c2p",
            conv_kernel_size=5,
        )
    ),
}
LENGTHS = [11, 5, 1]
LENGTH = 12
PADDING_IN_TEXT = [(0, 2), (0, 5), (0, 6), (1, 4)]
WORDS = "나는 배를 먹는다 먹었다 비가 온다 . 고양이가 간다 집에 학교에 눈이 강아지가 책을".split()


def cased_words() -> Tokenizer:
    """Words as klue/roberta's vocab.txt has them: [UNK] is 1, and unlisted words are it."""
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    tokenizer = Tokenizer(models.WordPiece({word: id for id, word in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.add_special_tokens(vocabulary[:5])
    return tokenizer
BUCKETS = [(256, 512, 512), (8, 32, 32), (32, 128, 200), (64, 512, 512), (320, 512, 512)]


def numbers(tensor: torch.Tensor) -> list:
    return json.loads(json.dumps(tensor.detach().double().tolist()), parse_float=lambda text: float(f"{float(text):.7g}"))


def randomize(model: torch.nn.Module) -> None:
    """New models have zeros for biases and ones for gains; here every parameter counts."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 1:
                parameter.add_(0.2 * torch.randn_like(parameter))


def reference(model: torch.nn.Module, pad: int, types: int, padded: list) -> dict:
    encoder = model.base_model.eval()
    rows = len(LENGTHS)
    mask = torch.tensor([[1 if t < n else 0 for t in range(LENGTH)] for n in LENGTHS])
    ids = torch.randint(4, VOCABULARY, (rows, LENGTH)).masked_fill(mask == 0, pad)
    for row, place in padded:
        ids[row, place] = pad
    token_types = torch.randint(0, max(types, 1), (rows, LENGTH)) * mask
    hidden = encoder(input_ids=ids, attention_mask=mask, token_type_ids=token_types).last_hidden_state
    width = hidden.shape[-1]
    weight = torch.tensor([0.1 * (i + 1) * (-1) ** i for i in range(width)])
    targets = torch.arange(rows, dtype=torch.float32)
    mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
    loss = ((mean @ weight - targets) ** 2).mean()
    loss.backward()
    gradients = {
        name: {"norm": numbers(p.grad.norm()), "first8": numbers(p.grad.flatten()[:8])}
        for name, p in encoder.named_parameters() if p.grad is not None
    }
    return {
        "inputIds": ids.tolist(), "tokenTypeIds": token_types.tolist(), "attentionMask": mask.tolist(),
        "hidden": numbers(hidden), "weight": numbers(weight), "targets": numbers(targets), "loss": numbers(loss),
        "gradients": gradients,
    }


def main(output: Path) -> None:
    for name, make in MODELS.items():
        torch.manual_seed(7)
        model = make()
        randomize(model)
        folder = output / "encoders" / name
        model.save_pretrained(folder)
        (folder / "generation_config.json").unlink(missing_ok=True)
        in_text = name == "roberta-padding-in-text"
        padded = PADDING_IN_TEXT if in_text else []
        found = reference(model, model.config.pad_token_id, model.config.type_vocab_size, padded)
        if in_text:
            cased_words().save(str(folder / "tokenizer.json"))
        head = {"tool": VERSIONS, "script": "tools/golden/write_encoders.py"}
        lines = [f"{json.dumps(k)}: {json.dumps(v)}" for k, v in {**head, **found}.items()]
        (folder / "reference.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
        print(name, found["loss"])
    cases = []
    for buckets, most, reach in BUCKETS:
        distances = torch.arange(-(reach - 1), reach)
        values = make_log_bucket_position(distances, buckets, most).long().tolist()
        cases.append({"buckets": buckets, "maxPosition": most, "first": 1 - reach, "values": values})
    (output / "relative-positions.json").write_text(
        json.dumps({"tool": VERSIONS, "script": "tools/golden/write_encoders.py", "cases": cases}) + "\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
