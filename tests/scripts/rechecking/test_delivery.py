"""Changes for machines, the exit code, and the webhook against a real receiver."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from index.changes import ChangeKind
from index.recheck_run import Recheck, read_changes
from scripts.rechecking import webhook
from scripts.rechecking.delivery import Delivery, delivery_options
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.spreadsheet import cells_of
from scripts.rechecking.webhook import send_summary, signature
from service.config import Settings
from tests.scripts.rechecking.made import STARTED, a_change, a_match, a_recheck, a_sentence

SECRET = "a secret of more than sixteen letters"
OUTPUT = Path("out.parquet")


class Receiver(ThreadingHTTPServer):
    """Answers with the given statuses, then 204, and keeps what it was told."""

    def __init__(self, *statuses: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses = list(statuses)
        self.wait: int | None = None
        self.told: list[tuple[dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append(({k.lower(): v for k, v in self.headers.items()}, content))
        status = self.server.statuses.pop(0) if self.server.statuses else 204
        self.send_response(status)
        if status in (301, 307):
            self.send_header("Location", "/elsewhere")
        if self.server.wait is not None:
            self.send_header("Retry-After", str(self.server.wait))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def recheck(tmp_path: Path) -> Recheck:
    lost = a_change(ChangeKind.LOST_MATCH, before=a_match(), now=None)
    return a_recheck(tmp_path, [a_change(), lost], [a_sentence(a_match())])


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example of the specification's own libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    content = b'{"test": 2432232314}'
    found = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", content)
    assert found == "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_can_verify_what_it_is_told(recheck: Recheck, receiver: Receiver) -> None:
    send_summary(recheck, receiver.address, SECRET)
    ((headers, content),) = receiver.told
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + content
    digest = hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()
    told = json.loads(content)
    assert told["changes"] == {"new_match": 1, "lost_match": 1}
    assert told["run"]["snapshot"] == recheck.info.snapshot
    assert b"cheese" not in content


def test_what_fails_for_now_is_tried_again(recheck: Recheck, receiver: Receiver) -> None:
    receiver.statuses = [503, 429]
    send_summary(recheck, receiver.address, SECRET, wait=0.01)
    assert len({headers["webhook-id"] for headers, _ in receiver.told}) == 1
    assert len(receiver.told) == 3


@pytest.mark.parametrize(("status", "times"), [(500, 5), (403, 1), (307, 1)])
def test_a_receiver_that_refuses_is_an_error(
    recheck: Recheck, receiver: Receiver, status: int, times: int
) -> None:
    receiver.statuses = [status] * 9
    with pytest.raises(RecheckError, match=f"it answered {status}"):
        send_summary(recheck, receiver.address, SECRET, wait=0.01)
    assert len(receiver.told) == times


def test_nobody_listening_is_an_error(recheck: Recheck, receiver: Receiver) -> None:
    with pytest.raises(RecheckError, match=r"127\.0\.0\.1:9 was not told: .*refused") as told:
        send_summary(recheck, "http://127.0.0.1:9/a-token?key=k", SECRET, wait=0.01)
    assert not any(secret in str(told.value) for secret in ("a-token", "key=k", SECRET))


def test_a_receiver_that_asks_for_a_day_is_asked_again_sooner(
    recheck: Recheck, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "_LONGEST_WAIT", 0.01)
    receiver.statuses, receiver.wait = [429], 86_400
    send_summary(recheck, receiver.address, SECRET)
    assert len(receiver.told) == 2


@pytest.mark.parametrize(
    "address",
    ["ftp://host/a-token", "file:///a-token", "a-token", "http://", "http://me:a-token@h/"],
)
def test_a_webhook_must_be_a_web_address(address: str) -> None:
    with pytest.raises(RecheckError, match=r"^(?!.*a-token).*http or https"):
        Delivery(webhook=address).check(OUTPUT, Settings(webhook_secret=SecretStr(SECRET)))


def test_a_webhook_without_a_secret_is_refused_before_the_work() -> None:
    with pytest.raises(RecheckError, match="PRIORCHECK_WEBHOOK_SECRET"):
        Delivery(webhook="http://127.0.0.1/").check(OUTPUT, Settings(webhook_secret=None))


def test_a_secret_that_is_no_base64_is_an_error() -> None:
    with pytest.raises(RecheckError, match="base64"):
        signature("whsec_?", "m", "1", b"")


def test_all_that_is_asked_for_is_made(
    recheck: Recheck, receiver: Receiver, tmp_path: Path
) -> None:
    asked = Delivery(
        changes=tmp_path / "changed.jsonl",
        report=tmp_path / "report.html",
        webhook=receiver.address,
        sample=5,
    )
    asked.make(recheck, Settings(webhook_secret=SecretStr(SECRET)))
    kinds = [change.kind for change in read_changes(tmp_path / "changed.jsonl")]
    assert kinds == [ChangeKind.NEW_MATCH, ChangeKind.LOST_MATCH]
    assert {c.since for c in read_changes(tmp_path / "changed.jsonl")} == {STARTED}
    assert "cheese" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert len(receiver.told) == 1
    assert [row["label"] for row in cells_of(tmp_path / "out.parquet.sample.xlsx")] == [""]


@pytest.mark.parametrize("asked", [{"sample": 3, "sample_to": "s.ods"}, {"sample_to": "s.csv"}])
def test_a_sample_that_cannot_be_written_is_refused_before_the_work(asked: dict[str, Any]) -> None:
    asked = {**asked, "sample_to": Path(asked["sample_to"])}
    with pytest.raises(RecheckError, match="--sample-to"):
        Delivery(**asked).check(OUTPUT, Settings())


@click.command()
@delivery_options
def _command(**asked: object) -> None:
    click.echo(sorted(map(str, Delivery(**asked).fail_on)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("new_match", ["new_match"]),
        ("lost_match, band_changed", ["band_changed", "lost_match"]),
        ("any", sorted(set(ChangeKind) - {ChangeKind.UNCHANGED})),
    ],
)
def test_kinds_to_fail_on(said: str, kinds: list[str]) -> None:
    result = CliRunner().invoke(_command, ["--fail-on", said])
    assert result.output == f"{[str(kind) for kind in kinds]}\n"


@pytest.mark.parametrize("said", ["unchanged", "new", "", "new_match;lost_match"])
def test_other_kinds_are_wrong_usage(said: str) -> None:
    result = CliRunner().invoke(_command, ["--fail-on", said])
    assert result.exit_code == 2
    assert "new_match" in result.output


def test_the_exit_code_tells(recheck: Recheck, capsys: pytest.CaptureFixture[str]) -> None:
    assert Delivery(fail_on=frozenset({ChangeKind.VERDICT_CHANGED})).exit_code(recheck) == 0
    assert capsys.readouterr().err == ""
    assert Delivery(fail_on=frozenset(ChangeKind)).exit_code(recheck) == 3
    assert capsys.readouterr().err == "recheck: 1 new match, 1 lost match (--fail-on)\n"
