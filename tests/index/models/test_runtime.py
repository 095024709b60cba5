"""Which precision a processor is given, by what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.models import runtime


@pytest.mark.parametrize(
    ("flags", "precision"),
    [
        ("flags : avx512f avx512_bf16 avx512_vnni", "f32"),
        ("flags : avx512f avx512_bf16 amx_bf16 amx_tile", None),
        ("vendor_id : AuthenticAMD\nflags : avx512f avx512_bf16 avx512_vnni", None),
        ("flags : avx2 fma", None),
        ("Features : fp asimd bf16", None),
    ],
)
def test_bfloat16_only_where_it_is_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: str, precision: str | None
) -> None:
    (tmp_path / "cpuinfo").write_text(f"processor : 0\n{flags}\n")
    monkeypatch.setattr(runtime, "_CPUINFO", tmp_path / "cpuinfo")
    runtime.quickest_precision.cache_clear()
    assert runtime.quickest_precision() == precision
    assert runtime.multiplies_tiles() == ("amx" in flags)


def test_a_system_that_says_nothing_of_its_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "_CPUINFO", tmp_path / "none")
    runtime.quickest_precision.cache_clear()
    assert runtime.quickest_precision() is None


@pytest.fixture(autouse=True)
def _ask_anew() -> Iterator[None]:
    yield
    runtime.quickest_precision.cache_clear()
