"""SentenceTransformerEncoder: any sentence-transformers model, by name or path."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.frames import sought
from claims.text import TEXT_VERSION
from index.encoder import EncoderSpec, Vectors
from index.errors import EncoderError
from index.vectors import unit_rows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Names under which models publish their own prefixes, most usual first.
QUERY_PROMPTS = ("query",)
CLAIM_PROMPTS = ("document", "passage", "corpus")


class SentenceTransformerEncoder:
    """An Encoder over torch; slower to load and to run than the embedded one."""

    def __init__(
        self,
        name: str,
        *,
        query_prefix: str | None = None,
        claim_prefix: str | None = None,
        max_tokens: int | None = None,
    ) -> None:
        """Load the model; a prefix or length of None is the model's own."""
        self._model = model = _load(name)
        if max_tokens is not None:
            model.max_seq_length = max_tokens
        prompts: dict[str, str] = model.prompts or {}
        self._spec = EncoderSpec(
            name=Path(name).name if Path(name).is_dir() else name,
            weights=_weights(name, model),
            dimension=_dimension(name, model),
            query_prefix=_first(query_prefix, prompts, QUERY_PROMPTS),
            claim_prefix=_first(claim_prefix, prompts, CLAIM_PROMPTS),
            max_tokens=model.max_seq_length or 0,
            text_version=TEXT_VERSION,
        )
        # The model's tokenizer changes its own settings while it works.
        self._lock = threading.Lock()

    @property
    def spec(self) -> EncoderSpec:
        """What this encoder is."""
        return self._spec

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode sentences to be checked."""
        return self._encode(self._spec.query_prefix, texts)

    def encode_claims(self, texts: Sequence[str]) -> Vectors:
        """Encode claims and review titles."""
        return self._encode(self._spec.claim_prefix, texts)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """In characters."""
        return [len(text) for text in texts]

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self._spec.dimension), dtype=np.float32)
        prepared = [sought(text) for text in texts]
        try:
            with self._lock:
                vectors = self._model.encode(
                    prepared, prompt=prefix, normalize_embeddings=True, show_progress_bar=False
                )
        except RuntimeError as error:
            raise EncoderError(f"the model {self._spec.name} failed: {error}") from error
        return unit_rows(vectors, self._spec.dimension)


def _load(name: str) -> SentenceTransformer:
    # Read by the hub's client when it is imported, so it has to be set before.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        return _loaded(name)
    except Exception as error:  # the loaders raise every kind there is
        raise EncoderError(
            f"the encoder {name!r} cannot be opened ({_first_line(error)}): give 'embedded', "
            "'hashing', a folder that holds a sentence-transformers model, or the name of one "
            "that this machine has downloaded or can download"
        ) from error


def _loaded(name: str) -> SentenceTransformer:
    from huggingface_hub import HfApi
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    try:
        # What this machine has is opened without asking the hub anything.
        return SentenceTransformer(name, trust_remote_code=False, local_files_only=True)
    except (OSError, ValueError):
        if Path(name).is_dir():
            raise
    # One quick question spares a misspelt name the loader's minutes of retries.
    HfApi().model_info(name, timeout=10)
    return SentenceTransformer(name, trust_remote_code=False)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _first(given: str | None, prompts: dict[str, str], names: Sequence[str]) -> str:
    if given is not None:
        return given
    return next((prompts[name] for name in names if prompts.get(name)), "")


def _dimension(name: str, model: SentenceTransformer) -> int:
    dimension = model.get_embedding_dimension()
    if not dimension:
        raise EncoderError(f"the encoder {name!r} does not tell the length of its vectors")
    return int(dimension)


def _weights(name: str, model: SentenceTransformer) -> str:
    """16 hex digits over a folder's files, or over the name and commit of a downloaded model."""
    folder = Path(name)
    digest = hashlib.sha256()
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".json", ".safetensors", ".bin", ".txt"}:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(_file_digest(path))
    else:
        digest.update(f"{name}\0{_commit(name, model)}".encode())
    return digest.hexdigest()[:16]


def _file_digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _commit(name: str, model: SentenceTransformer) -> str:
    config: Any = getattr(getattr(model[0], "auto_model", None), "config", None)
    commit = getattr(config, "_commit_hash", None)
    if not commit:
        raise EncoderError(f"the encoder {name!r} has no revision; download it and give its folder")
    return str(commit)
