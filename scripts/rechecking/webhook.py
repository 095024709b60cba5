"""send_summary(): a finished run's counts, posted as JSON and signed as Standard Webhooks asks.

Headers: `webhook-id`, `webhook-timestamp` (seconds since 1970), and `webhook-signature`, which is
`v1,` and the base64 of the HMAC-SHA256 of `id.timestamp.content` under the shared secret. No text
of the archive is sent.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
import uuid
from dataclasses import asdict
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry, Timeout

from index.recheck_run import Recheck
from scripts.rechecking.addresses import cause, is_web_address
from scripts.rechecking.errors import RecheckError

_ATTEMPTS = 5
_TIMEOUT = Timeout(connect=10, read=30)
_LONGEST_WAIT = 60.0  # seconds, whatever a receiver asks for: nobody else may run meanwhile
_AGAIN = (408, 429, 500, 502, 503, 504)
_ENCODED = "whsec_"


class _Retry(Retry):
    """Waits as long as the receiver asks, within reason."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds."""
        asked = super().get_retry_after(response)
        return None if asked is None else min(asked, _LONGEST_WAIT)


def check_address(address: str) -> None:
    """Raises RecheckError where nothing can be posted there."""
    if not is_web_address(address):
        raise RecheckError("--webhook: give an http or https address, without a password")


def summary(recheck: Recheck) -> dict[str, object]:
    """What is posted: the run and the number of changes of each kind."""
    counts = {str(kind): count for kind, count in recheck.counts.items()}
    return {"type": "recheck.finished", "run": asdict(recheck.info), "changes": counts}


def send_summary(recheck: Recheck, address: str, secret: str, *, wait: float = 1.0) -> None:
    """Post it; what fails for now is tried again, after `wait`, 2 `wait`, 4 `wait` ... seconds.

    Raises RecheckError where the receiver did not take it.
    """
    content = json.dumps(summary(recheck), ensure_ascii=False).encode()
    message, moment = f"msg_{uuid.uuid4().hex}", str(int(time.time()))
    retries = _Retry(
        total=_ATTEMPTS - 1,
        backoff_factor=wait,
        status_forcelist=_AGAIN,
        allowed_methods=["POST"],
        redirect=0,
        raise_on_status=False,
        raise_on_redirect=False,
    )
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "PriorCheck",
        "webhook-id": message,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature(secret, message, moment, content)}",
    }
    with urllib3.PoolManager(retries=retries, timeout=_TIMEOUT) as pool:
        try:
            answer = pool.request("POST", address, body=content, headers=headers, redirect=False)
        except HTTPError as error:
            raise RecheckError(_refused(address, cause(error))) from error
    if not 200 <= answer.status < 300:
        raise RecheckError(_refused(address, f"it answered {answer.status}"))


def signature(secret: str, message: str, moment: str, content: bytes) -> str:
    """The base64 of the HMAC; a secret of the form `whsec_BASE64` stands for the bytes encoded."""
    signed = f"{message}.{moment}.".encode() + content
    return base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def _key(secret: str) -> bytes:
    if not secret.startswith(_ENCODED):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_ENCODED), validate=True)
    except binascii.Error as error:
        raise RecheckError("PRIORCHECK_WEBHOOK_SECRET: after whsec_ comes base64") from error


def _refused(address: str, why: str) -> str:
    return (
        f"the webhook at {urlsplit(address).netloc} was not told: {why}; "
        "the output is written, and the same command tries again"
    )
