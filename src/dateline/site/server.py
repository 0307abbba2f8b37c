"""The site on a socket: uvicorn with limits for slow and greedy clients (`patience`). It serves nothing by itself."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from dateline.archive import open_archive
from dateline.errors import InputError
from dateline.site.app import build
from dateline.site.options import Options

if TYPE_CHECKING:
    from dateline.site.patience import Patient

IDLE_SECONDS = 15


def serve(path: Path, options: Options, host: str, port: int) -> None:
    """Serve an archive until interrupted. Raises InputError for an address in use, ArchiveError for the file.

    The archive is opened once for writing, if that is possible, so that one of an older dateline is brought up to date.
    """
    bring_up(path)
    listener = _listen(host, port)
    uvicorn.Server(configuration(path, options)).run(sockets=[listener])


def bring_up(path: Path) -> None:
    """Check that the archive can be read, and bring an older one up to date where it may be written."""
    try:
        open_archive(path, create=False).close()
    except InputError:
        raise
    except Exception:  # noqa: BLE001 – read-only media: then it must open as it is, or say why not
        open_archive(path, create=False, readonly=True).close()


def configuration(path: Path, options: Options, protocol: type[Patient] | None = None) -> uvicorn.Config:
    """uvicorn's settings for the site; `protocol` is what each connection is, `Patient` unless told otherwise."""
    from dateline.site.patience import CONNECTIONS, Patient  # the parser is loaded by those who listen only

    return uvicorn.Config(
        build(path, options),
        http=protocol or Patient,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=3,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, or asyncio leaves Nagle's delay on
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host.strip("[]"), port))
    except OSError as error:
        with suppress(OSError):
            listener.close()
        what = f"{host}:{port} cannot be used: {error.strerror or error}"
        raise InputError(what, remedy="choose another one with --host and --port") from error
    return listener
