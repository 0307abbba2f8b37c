"""An archive file and options → the web application: routes, errors, guards. It renders nothing itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from dateline.archive import Archive
from dateline.errors import DatelineError
from dateline.site.convertors import register
from dateline.site.desk import Desk, make
from dateline.site.etags import unchanged
from dateline.site.guards import Guards
from dateline.site.options import Options
from dateline.site.trouble import answer
from dateline.site.views import api_calls, captures, decisions, entities, events, feeds, items, lists, plain, stories

View = Callable[[Desk, Archive, Request], Response]


def build(path: str | Path, options: Options | None = None) -> ASGIApp:
    """The site over one archive file, as an ASGI application; the file is opened when it starts."""
    register()
    desk = make(path, options or Options())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with suppress(DatelineError), desk.shelf.lend():
            pass  # what SQLite needs on disk to read is made now, while there is room
        yield
        desk.shelf.close()

    async def refused(request: Request, error: Exception) -> Response:
        return answer(desk, request, error)

    app = Starlette(
        routes=_routes(desk),
        lifespan=lifespan,
        exception_handlers={DatelineError: refused, HTTPException: refused},
    )
    return Guards(app, desk.options, _refusal(desk))


def _served(desk: Desk, view: View) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return unchanged(request, await desk.run(lambda archive: view(desk, archive, request)))

    return endpoint


def _refusal(desk: Desk) -> Callable[[Scope, int, str, str], ASGIApp]:
    """A page for what is refused before any route is looked up; it uses no cookie, for those may be the trouble."""

    def refuse(scope: Scope, status: int, what: str, remedy: str) -> ASGIApp:
        headers = {"retry-after": "2"} if status == 429 else {}
        if scope["path"].startswith("/api/"):
            return JSONResponse({"status": status, "error": what, "remedy": remedy}, status, headers)
        values = {"what": what, "remedy": remedy, "status": status}
        return HTMLResponse(desk.render(dict(scope) | {"headers": []}, "", "error.html", values), status, headers)

    return refuse


def _routes(desk: Desk) -> list[BaseRoute]:
    def page(path: str, view: View) -> Route:
        return Route(path, _served(desk, view), methods=["GET"])

    static = resources.files("dateline.site") / "static"
    return [
        page("/", lists.front),
        page("/item/{id}.{kind:exported}", feeds.cited),
        page("/item/{id}", items.item),
        page("/item/{id}/v/{number:version}", items.item),
        page("/item/{id}/print", items.item),
        page("/item/{id}/diff", items.difference),
        page("/capture/{sha}", captures.capture),
        page("/capture/{sha}/raw", captures.raw),
        page("/events", events.table),
        page("/events/feed.{kind:fed}", events.feed),
        page("/event/{id}", events.event),
        page("/entities", entities.table),
        page("/entity/{id}", entities.entity),
        Route("/entity/{id}", decisions.endpoint(desk, "entity"), methods=["POST"]),
        page("/stories", stories.table),
        page("/story/{id}", stories.story),
        Route("/story/{id}", decisions.endpoint(desk, "story"), methods=["POST"]),
        page("/coverage", plain.coverage),
        page("/problems", plain.problems),
        page("/about", plain.about),
        page("/sitemap.xml", feeds.sitemaps),
        page("/sitemap/{month:version}-{part:version}.xml", feeds.sitemap_part),
        Route("/robots.txt", plain.robots),
        Route("/theme", plain.theme, methods=["POST"]),
        Mount("/static", _Kept(directory=str(static)), name="static"),
        *api_calls.routes(desk),
        page("/feed.{kind:fed}", feeds.feed),
        page("/items.{kind:exported}", feeds.export),
        page("/{path:path}/feed.{kind:fed}", feeds.feed),
        page("/{path:path}/items.{kind:exported}", feeds.export),
        page("/{path:path}", lists.list_or_search),
    ]


class _Kept(StaticFiles):
    """Static files that browsers keep for good: their address changes with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with its life."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response
