"""What was fitted for an encoder: files named by its fingerprint, shipped or an operator's own."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from index.errors import SnapshotError


class Fitted(BaseModel):
    """Something that holds for one encoder only."""

    fingerprint: str


_Fitted = TypeVar("_Fitted", bound=Fitted)


def fitted_file(name: str, own: Path | None = None) -> Traversable | None:
    """The file of this name in the operator's `own` folder, else the shipped one; None where there
    is neither."""
    if own is not None and (own / name).exists():
        return own / name
    shipped = files("index") / "calibrations" / name
    return shipped if shipped.is_file() else None


def read_fitted(
    path: Traversable, model: type[_Fitted], fingerprint: str, what: str, use: str
) -> _Fitted:
    """What a file holds, a `what` for some `use`; raises SnapshotError for one that cannot be read
    or is another encoder's."""
    try:
        found = model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise SnapshotError(f"{path} is no {what} {use}: mend or remove it") from error
    if found.fingerprint != fingerprint:
        raise SnapshotError(f"{path} is the {what} of encoder {found.fingerprint}")
    return found
