"""What every page needs in one place: the shelf with the archive, the names, the templates, the options.

It holds them and answers no request itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from dateline.archive import Archive
from dateline.records import Outlet
from dateline.site import wording
from dateline.site.marks import after_headline, excerpt, marked
from dateline.site.names import Names, names_of
from dateline.site.options import Options
from dateline.site.shelf import Shelf

RTL = ("ar", "fa", "ur", "he", "ckb", "ps", "sd", "ug", "yi", "dv", "syr")
T = TypeVar("T")


@dataclass(slots=True)
class Desk:
    """One site over one archive file."""

    shelf: Shelf
    options: Options
    templates: Environment
    styles: dict[str, str] = field(default_factory=dict)

    def names(self, archive: Archive) -> Names:
        """The outlets and categories of the archive."""
        audience = self.options.audience
        return archive.kept.get(("names", audience), lambda: names_of(archive, audience))

    def root(self, scope: Scope) -> str:
        """The address of the site as its reader sees it, without a slash at the end."""
        if self.options.base:
            return self.options.base.rstrip("/")
        headers = dict(scope["headers"])
        return f"{scope.get('scheme', 'http')}://{headers.get(b'host', b'localhost').decode('latin-1')}"

    def page(self, request: Request, template: str, code: int = 200, **values: Any) -> Response:
        """Render a template."""
        html = self.render(request.scope, request.cookies.get("theme", ""), template, values)
        return HTMLResponse(html, code, {"cache-control": "no-cache", "vary": "Cookie"})

    def render(self, scope: Scope, theme: str, template: str, values: dict[str, Any]) -> str:
        """The HTML of a page; `theme` is light, dark or anything else for the reader's own setting."""
        frame = {
            "theme": theme if theme in {"light", "dark"} else "",
            "site": self.options,
            "root": self.root(scope),
            "here": scope["path"],
            "styles": self.styles,
        }
        return self.templates.get_template(template).render(frame | values)

    def part(self, template: str, values: dict[str, Any]) -> Markup:
        """A piece of a page, to be kept and put into several; it may hold nothing of one request."""
        return Markup(self.templates.get_template(template).render(values))  # noqa: S704 – the template escapes

    async def run(self, work: Callable[[Archive], T]) -> T:
        """Do something with an archive in a thread, at most a few at a time."""

        def inside() -> T:
            with self.shelf.lend() as archive:
                archive.database.stop_after(self.options.seconds)
                found = work(archive)
                archive.database.stop_after(None)
                return found

        return await anyio.to_thread.run_sync(inside)


def make(path: str | Path, options: Options) -> Desk:
    """Set the desk: templates compiled, static files fingerprinted; the archive is opened by the first request."""
    templates = Environment(
        loader=PackageLoader("dateline.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals |= {
        "wording": wording,
        "excerpt": excerpt,
        "after_headline": after_headline,
        "marked": marked,
        "direction": direction,
    }
    templates.filters |= {"day": wording.day, "moment": wording.moment, "count": wording.count}
    return Desk(Shelf(path), options, templates, fingerprints())


def direction(language: str | None) -> str:
    """How text of a language runs; `auto` lets the browser look at the letters where the language is not known."""
    return "auto" if not language else "rtl" if language.split("-")[0].lower() in RTL else "ltr"


def fingerprints() -> dict[str, str]:
    """Static files by name, with a digest in their address, so that browsers may keep them for good."""
    folder = resources.files("dateline.site") / "static"
    return {
        file.name: f"/static/{file.name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
        for file in folder.iterdir()
        if not file.name.startswith((".", "_"))
    }


def outlet_line(outlet: Outlet) -> str:
    """An outlet with its party, wherever its claims are shown. `Outlet("a", "Wire", party="P") -> "Wire (party: P)"`"""
    return f"{outlet.name} (party: {outlet.party})" if outlet.party else outlet.name
