"""Serving: settings, encoder and snapshot are checked first, then gunicorn takes over."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from index.errors import EncoderError, NoSnapshot, SnapshotError
from service.config import Settings, SettingsError, unknown_variables
from service.worker import Worker, allow_files

if TYPE_CHECKING:
    from flask import Flask

_QUOTED = re.compile(
    r"(Invalid request from ip=\S+(?=:)|Error handling request|Ignored premature client"
    r" disconnection).*|\?\S+",
    re.DOTALL,
)
_LOG = logging.getLogger("priorcheck")
_GRACE_SECONDS = 20
_MEMORY = "/dev/shm"  # noqa: S108 - mkdtemp makes a folder of its own in it


class StartError(Exception):
    """The service cannot start; the message says what to do."""


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn over an application made before the fork; each worker warms itself up."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn our settings; it reads no file and no variable of its own."""
        settings = self._settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        chosen = {
            "bind": f"{host}:{settings.port}",
            "worker_class": Worker,
            "workers": settings.workers,
            "threads": settings.threads,
            "preload_app": True,
            "accesslog": None,  # service.app logs calls itself: routes, never paths or queries
            "loglevel": settings.log_level,
            "pre_request": _say_nothing,
            "limit_request_line": 8190,
            "graceful_timeout": _GRACE_SECONDS,
            "control_socket_disable": True,
            "post_worker_init": self._warm_up,
            "child_exit": _forget_metrics,
            "on_exit": _remove_metrics,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self._app

    def _warm_up(self, _: object) -> None:
        from service.app import engine_of

        engine_of(self._app).start()


def main() -> None:
    """Serve until told to stop; exits 1 with one sentence where that cannot be."""
    try:
        settings = Settings.load()
        _init_logging(settings)
        check_port(settings)
        allow_files()
        if settings.workers > 1:  # before anything imports the metrics library
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = _folder_of_metrics()
        app = _open(settings)
    except (SettingsError, StartError, EncoderError, SnapshotError) as error:
        _remove_metrics(None)
        sys.exit(f"priorcheck: {error}")
    _LOG.info("serving on http://%s:%d", settings.host, settings.port)
    Server(app, settings).run()


def _folder_of_metrics() -> str:
    """Where the processes count, in memory where that is a folder.

    They map these files: on a full disk the system would kill whoever counts, and folders for
    temporary files are swept.
    """
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with _explained():
        return tempfile.mkdtemp(prefix="priorcheck-metrics-", dir=place)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StartError(
            f"no temporary file can be written ({_why(error)}): free some space, or set TMPDIR to "
            "a folder that can be written"
        ) from None


def _open(settings: Settings) -> Flask:
    """The application, once its snapshot is known to fit; having none yet is not an error."""
    from claims import language
    from service.app import create_app
    from service.engine import check_snapshot, open_encoder_of, open_library

    encoder = open_encoder_of(settings)
    try:
        check_snapshot(settings, encoder)
    except NoSnapshot as error:
        _LOG.warning("%s", error)
    with _explained():
        language.load()  # for all processes, and while there is room to unpack it
    return create_app(settings, open_library(settings, encoder))


def check_port(settings: Settings) -> None:
    """Raise StartError where the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        # by itself, since create_server forgets what kind of error a name is that nobody knows
        socket.getaddrinfo(settings.host, settings.port, family)
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        raise StartError(
            f"cannot listen on {settings.host}:{settings.port} ({_why(error)}): set "
            "PRIORCHECK_PORT to a free port or PRIORCHECK_HOST to an address of this machine"
        ) from None


def _why(error: OSError) -> str:
    if error.errno is None or isinstance(error, socket.gaierror):
        return error.strerror or str(error)
    return os.strerror(error.errno)


def _init_logging(settings: Settings) -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    _LOG.setLevel(settings.log_level.upper())
    logging.getLogger("gunicorn.error").addFilter(_without_query)
    for name in unknown_variables():
        _LOG.warning("%s is not a setting of PriorCheck and has no effect", name)


def _without_query(record: logging.LogRecord) -> bool:
    """Cut out of gunicorn's own words what it quotes of a request: it may be a text."""
    record.msg, record.args = _QUOTED.sub(r"\1", record.getMessage()), ()
    return True


def _say_nothing(_: object, __: object) -> None:
    """In place of gunicorn's own hook, which logs every path at the level debug."""


def _forget_metrics(_: object, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _remove_metrics(_: object) -> None:
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
