"""build_trunk() and save_trunk(): the float32 BERT trunk, as a sentence-transformers folder."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.models.packed import PackedModel
from index.models.tokenizer import END, MASK, PAD, START, UNKNOWN, build_tokenizer

if TYPE_CHECKING:
    from transformers import BertModel

QUERY_PREFIX, CLAIM_PREFIX = "query: ", "passage: "
MAX_TOKENS = 128

# Weight matrices of one layer: short name -> (name in BertModel, rows, columns).
_MATRICES = {
    "q": ("attention.self.query", "hidden", "hidden"),
    "k": ("attention.self.key", "hidden", "hidden"),
    "v": ("attention.self.value", "hidden", "hidden"),
    "ao": ("attention.output.dense", "hidden", "hidden"),
    "fi": ("intermediate.dense", "feed_forward", "hidden"),
    "fo": ("output.dense", "hidden", "feed_forward"),
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def build_trunk(model: PackedModel, adapter: Path | None, layers: int | None = None) -> BertModel:
    """The trunk in float32, ready to run; `adapter` is a PEFT folder merged into it, of which only
    the first `layers` are kept."""
    import torch
    from transformers import BertConfig, BertModel

    shape = model.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=model.pieces.index(PAD),
    )
    trunk = BertModel(config, add_pooling_layer=False)
    weights = {name: torch.from_numpy(array) for name, array in _weights(model).items()}
    trunk.load_state_dict(weights)
    if adapter is not None:
        trunk = merged(trunk, adapter)
    trunk.encoder.layer = trunk.encoder.layer[:layers]
    return trunk.eval()


def _weights(model: PackedModel) -> dict[str, NDArray[np.float32]]:
    shape = model.shape
    found = {
        "embeddings.word_embeddings.weight": model.tensor(
            "emb.word", shape.vocabulary, shape.hidden
        ),
        "embeddings.position_embeddings.weight": model.tensor(
            "emb.pos", shape.positions, shape.hidden
        ),
        "embeddings.token_type_embeddings.weight": model.tensor(
            "emb.type", shape.types, shape.hidden
        ),
        "embeddings.LayerNorm.weight": model.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": model.tensor("emb.ln.b"),
    }
    for layer in range(shape.layers):
        prefix = f"encoder.layer.{layer}"
        for short, (name, rows, columns) in _MATRICES.items():
            size = getattr(shape, rows), getattr(shape, columns)
            found[f"{prefix}.{name}.weight"] = model.tensor(f"l{layer}.{short}.w", *size)
            found[f"{prefix}.{name}.bias"] = model.tensor(f"l{layer}.{short}.b")
        for short, name in _NORMS.items():
            found[f"{prefix}.{name}.weight"] = model.tensor(f"l{layer}.{short}.w")
            found[f"{prefix}.{name}.bias"] = model.tensor(f"l{layer}.{short}.b")
    return found


def merged(trunk: BertModel, adapter: Path) -> BertModel:
    """The trunk with a PEFT folder merged into it."""
    from peft import PeftModel

    with warnings.catch_warnings():
        # peft still asks for a property that transformers has renamed.
        warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing")
        return PeftModel.from_pretrained(trunk, str(adapter)).merge_and_unload()


def save_trunk(model: PackedModel, trunk: BertModel, folder: Path) -> None:
    """Write a folder that `SentenceTransformer(folder)` opens."""
    from safetensors.torch import save_file

    # Not trunk.save_pretrained(), which draws a progress bar.
    save_file(trunk.state_dict(), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(trunk.config.to_json_string(), encoding="utf-8")
    build_tokenizer(model).save(str(folder / "tokenizer.json"))
    for name, content in _settings(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _settings(model: PackedModel) -> dict[str, object]:
    kind = "sentence_transformers.models"
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        "modules.json": [
            {"idx": at, "name": str(at), "path": path, "type": f"{kind}.{name}"}
            for at, (path, name) in enumerate(modules)
        ],
        "sentence_bert_config.json": {
            "max_seq_length": MAX_TOKENS,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PREFIX, "document": CLAIM_PREFIX},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": model.shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": model.shape.positions,
            "bos_token": START,
            "cls_token": START,
            "eos_token": END,
            "sep_token": END,
            "pad_token": PAD,
            "unk_token": UNKNOWN,
            "mask_token": MASK,
            "model_input_names": ["input_ids", "attention_mask"],
        },
    }
