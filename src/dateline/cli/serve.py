"""`dateline serve`: the archive as a web site."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

import click

from dateline.cli import flags
from dateline.errors import InputError
from dateline.settings import value


@click.command("serve")
@flags.archive
@click.option("--host", default=lambda: value("host"), show_default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=int, default=lambda: value("port"), show_default="8017", help="The port to listen on.")
@click.option(
    "--allow-host", multiple=True, metavar="NAME", help="A further name the site answers to; may be repeated."
)
@click.option("--base", default="", metavar="URL", help="The public address, where a proxy stands in front.")
@click.option("--title", default="", help="What the site is called; else the name of the file.")
@click.option("--rate", default=50.0, show_default=True, help="Requests a second per client; 0: no limit.")
@click.option(
    "--edit", "editor", metavar="NAME", default="", help="Take decisions on pages, signed so; this machine only."
)
@flags.audience
def command(  # noqa: PLR0913, PLR0917 – one parameter per flag
    file: Path,
    host: str,
    port: int,
    allow_host: tuple[str, ...],
    base: str,
    title: str,
    rate: float,
    editor: str,
    audience: str,
) -> None:
    """Serve the archive as a web site, on this machine only unless told otherwise.

    Anyone who can reach the address sees what --audience sees; there is no login. Ctrl-C ends it.
    """
    from dateline.site import Options, hosts_for, serve

    if editor and not is_loopback(host):
        what = "pages that take decisions are served on this machine only"
        raise InputError(what, where=f"--host {host}", remedy="leave --host out, or --edit")

    name = title or file.stem.replace("-", " ").replace("_", " ")
    options = Options(
        audience=audience, title=name, base=base, hosts=hosts_for(host, allow_host), rate=rate, editor=editor.strip()
    )
    shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
    click.echo(f"{file} is served at http://{shown}:{port}/ for the {audience} audience; Ctrl-C ends it.")
    serve(file, options, host, port)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address. `"127.0.0.1" -> True`, `"0.0.0.0" -> False`"""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
