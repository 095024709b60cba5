"""Settings: everything an operator may set, read from PRIORCHECK_ variables, checked once."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from claims.text import SURROGATE

CHECKOUT = Path(__file__).resolve().parents[1]
_PREFIX = "PRIORCHECK_"
_OF_TESTS = "PRIORCHECK_TEST_"
_VISIBLE = re.compile(r"[!-~]+")


class SettingsError(Exception):
    """A setting that cannot be used; the message names it and shows one that can."""


class Settings(BaseSettings):
    """Frozen. `Settings.load()` reads the environment; tests pass values."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="ignore")

    host: str = Field(default="127.0.0.1", min_length=1, description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    data: Path = Field(
        default=CHECKOUT / ".priorcheck",
        description="Folder of store, snapshots and state; `.priorcheck/` in the checkout.",
        examples=["/var/lib/priorcheck"],
    )
    cache: Path = Field(
        default=CHECKOUT / ".cache",
        description="Folder of the unpacked model; `.cache/` in the checkout.",
        examples=["/var/cache/priorcheck"],
    )
    store: str = Field(
        default="",
        description="SQLAlchemy URL of the claim store; empty: SQLite in the data folder.",
        pattern=r"^($|sqlite(\+pysqlite)?:///.|postgres(ql)?(\+psycopg)?://.)",
        examples=["postgresql+psycopg://user@host/priorcheck"],
    )
    encoder: str = Field(
        default="embedded",
        min_length=1,
        description="`embedded`, or the name or path of any sentence-transformers model.",
    )
    query_prefix: str | None = Field(
        default=None,
        description="Put before a looked-up text; unset: the encoder's own.",
        examples=["q: "],
    )
    claim_prefix: str | None = Field(
        default=None, description="Put before a claim; unset: the encoder's own.", examples=["p: "]
    )
    workers: int = Field(default=1, ge=1, le=64, description="Processes that answer requests.")
    threads: int = Field(
        default=128, ge=2, le=1024, description="Threads of each process; most of them wait."
    )
    max_inflight: int = Field(
        default=100,
        ge=1,
        le=1023,
        description="Lookups under way or waiting in a process; more get 429. Below threads.",
    )
    parallel: int = Field(
        default=4,
        ge=1,
        le=256,
        description="Lookups computed at the same moment in a process; others wait their turn.",
    )
    max_text_chars: int = Field(
        default=20_000,
        ge=100,
        le=1_000_000,
        description="Longest text of one lookup, in characters.",
    )
    max_check_chars: int = Field(
        default=1_000_000, ge=100, le=10_000_000, description="Longest text of one `/v1/check`."
    )
    max_html_chars: int = Field(
        default=6_000_000, ge=100, le=30_000_000, description="Longest page of one `/v1/check`."
    )
    html_seconds: float = Field(
        default=10, gt=0, le=600, description="Time to read one page; 422 after that."
    )
    max_sentences: int = Field(
        default=10_000, ge=10, le=1_000_000, description="Most sentences of one `/v1/check`."
    )
    max_segments: int = Field(
        default=10_000, ge=10, le=1_000_000, description="Most segments of one `/v1/check`."
    )
    max_batch: int = Field(default=256, ge=1, le=10_000, description="Most texts of one batch.")
    kept_answers: int = Field(
        default=20_000,
        ge=0,
        le=10_000_000,
        description="Answers, and ends of sentences, kept in memory for the next reader, "
        "without texts; 0: none.",
    )
    max_limit: int = Field(default=100, ge=5, le=1000, description="Most matches of one lookup.")
    max_body_bytes: int = Field(
        default=32 * 1024 * 1024,
        ge=1024,
        description="Largest request, in bytes; larger ones get 413.",
    )
    admin_key: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Key of the admin calls; unset: they are switched off.",
        examples=["at-least-16-characters"],
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Signs what `recheck.py --webhook` posts; as it is, or `whsec_` and base64.",
        examples=["at-least-16-characters"],
    )
    extension_origins: str = Field(
        default="",
        pattern=r"^([a-z][a-z0-9+-]*://[A-Za-z0-9.-]+(:\d+)?( +|$))*$",
        description="Origins of browser extensions that may call the API, with spaces between.",
        examples=["chrome-extension://abcdefghijklmnopabcdefghijklmnop"],
    )
    public_key: SecretStr | None = Field(
        default=None,
        min_length=8,
        description="Publishable key, in `X-PriorCheck-Key`; if set, extensions must send it.",
        examples=["desk-extension-1"],
    )
    public_rate: str = Field(
        default="120 per minute",
        pattern=r"^[1-9]\d{0,6} per (second|minute|hour|day)$",
        description="Calls with the publishable key, for each address and process; more get 429.",
        examples=["60 per minute"],
    )
    proxies: int = Field(
        default=0,
        ge=0,
        le=10,
        description="Reverse proxies in front that add to `X-Forwarded-For`: it names the caller.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severity that is logged: debug, info, warning or error."
    )

    @field_validator("*", mode="before")
    @classmethod
    def _sayable(cls, value: object) -> object:
        if isinstance(value, str) and SURROGATE.search(value):
            raise PydanticCustomError("utf8", "is not UTF-8")
        return value

    @field_validator("data", "cache", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if value == "":  # which would be the folder that one happens to be in
            raise PydanticCustomError("empty", "names no folder: unset it, or give one")
        return value

    @field_validator("store")
    @classmethod
    def _usable(cls, store: str) -> str:
        if store:
            # heavy: the database's library comes with it
            from claims.errors import StoreError
            from claims.store_engine import store_url

            try:
                store_url(store)
            except StoreError as error:
                raise PydanticCustomError("store", "{why}", {"why": str(error)}) from None
        return store

    @field_validator("admin_key", "public_key")
    @classmethod
    def _of_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and not _VISIBLE.fullmatch(key.get_secret_value()):
            raise PydanticCustomError(
                "key", "must be of ASCII letters, digits and signs: it is sent in a header"
            )
        return key

    @classmethod
    def load(cls) -> Settings:
        """Read the environment; raises SettingsError."""
        try:
            settings = cls()
        except ValidationError as error:
            raise SettingsError(_explain(error)) from None
        if settings.max_inflight >= settings.threads:
            raise SettingsError(
                f"PRIORCHECK_MAX_INFLIGHT={settings.max_inflight}: must be below "
                f"PRIORCHECK_THREADS={settings.threads}, so that /healthz always finds a thread; "
                f"for example PRIORCHECK_MAX_INFLIGHT={settings.threads - 1}"
            )
        return settings

    @property
    def store_url(self) -> str:
        """Where the claims are kept."""
        if self.store:
            return self.store
        # heavy, as above; a ? or % of the folder's name is none of the URL's
        from claims.store_engine import store_url

        return store_url(self.data / "claims.sqlite").render_as_string()

    @property
    def calibrations(self) -> Path:
        """Folder of the calibrations that the operator has fitted."""
        return self.data / "calibrations"

    @property
    def snapshots(self) -> Path:
        """The folder of the snapshots."""
        return self.data / "snapshots"


def variable(field: str) -> str:
    """The environment variable of a field of Settings."""
    return _PREFIX + field.upper()


def unknown_variables() -> list[str]:
    """PRIORCHECK_ variables that no setting reads: misspelt, most likely."""
    known = {variable(field) for field in Settings.model_fields}
    named = {name for name in os.environ if name.upper().startswith(_PREFIX)}
    return sorted(n for n in named if n.upper() not in known and not n.startswith(_OF_TESTS))


def _explain(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[0]
    name = str(found["loc"][0])
    field = Settings.model_fields[name]
    example = field.examples[0] if field.examples else field.default
    return f"{variable(name)}: {found['msg']}; for example {variable(name)}={example}"
