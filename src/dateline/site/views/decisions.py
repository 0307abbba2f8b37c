"""Forms of the pages of names and happenings → Decisions: merge, split, rename, undo; only with `--edit`.

A form must come from this server's own pages: it carries a token made at the start, and the browser must not say that
another site sent it. What cannot be done answers with what to do, and nothing is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive, open_archive
from dateline.errors import InputError
from dateline.pipeline import deciding, entities, stories
from dateline.pipeline.deciding import ENTITY, Decided, Signed
from dateline.records import Decision
from dateline.site.absent import NotThere
from dateline.site.desk import Desk

LONGEST = 16_000
Form = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Past:
    """A decision on a page: what was done in words, who undid it if so."""

    decision: Decision
    words: str
    undone: bool
    lost: str


def endpoint(desk: Desk, kind: str) -> Callable[[Request], Awaitable[Response]]:
    """`POST /entity/<id>` and `POST /story/<id>`."""

    async def decide(request: Request) -> Response:
        form = await _form(request)
        _checked(desk, request, form)
        id_ = request.path_params["id"]
        decided = await anyio.to_thread.run_sync(lambda: _decided(desk, kind, id_, form))
        if decided.lost:
            what = f"The decision is kept, but has no effect: {decided.lost}"
            remedy = "Undo what it depends on, or take it back."
            return desk.page(request, "error.html", 409, what=what, remedy=remedy, status=409)
        return RedirectResponse(f"/{kind}/{id_}#decisions", 303)

    return decide


async def _form(request: Request) -> Form:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise HTTPException(413)
    return parse_qs(body.decode("utf-8", "replace"), max_num_fields=500)


def _checked(desk: Desk, request: Request, form: Form) -> None:
    """Refuse what this server's own pages did not send."""
    if not desk.options.editor:
        raise HTTPException(405)
    origin = request.headers.get("origin", "null")
    strange = origin != "null" and urlsplit(origin).netloc != request.headers.get("host")
    if strange or request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403)
    if not secrets.compare_digest(_one(form, "token").encode(), desk.options.token.encode()):
        raise InputError("the form is out of date", remedy="Go back, load the page again, and send it once more.")


def _decided(desk: Desk, kind: str, id_: str, form: Form) -> Decided:
    view = entities.entity if kind == ENTITY else stories.story
    with open_archive(desk.shelf.path, create=False, wait=10.0) as archive:
        if view(archive, id_, desk.options.audience) is None:
            raise NotThere("There is no such page", "Look it up in the list.")
        signed = Signed(desk.options.editor, _one(form, "reason"))
        return _act(archive, kind, id_, form, signed)


def _act(archive: Archive, kind: str, id_: str, form: Form, signed: Signed) -> Decided:
    action = _one(form, "action")
    if action == "merge":
        into = _one(form, "into").strip().rstrip("/").rsplit("/", 1)[-1]
        if not into:
            raise InputError("it is not said with what to merge", remedy="Paste the address of the other page.")
        return deciding.merge(archive, kind, (id_, into), signed)
    if action == "undo":
        return deciding.undo(archive, _one(form, "decision"), signed, kind)
    if action == "split" and kind == ENTITY:
        return deciding.split_entity(archive, id_, (form.get("name", []), form.get("item", [])), signed)
    if action == "split":
        return deciding.split_story(archive, id_, {"events": form.get("event", [])}, signed)
    if action == "rename" and kind == ENTITY:
        return deciding.rename(archive, id_, _one(form, "name"), signed)
    raise InputError("that is nothing one can decide here", remedy="Use the forms of the page.")


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[0]


def past(archive: Archive, kind: str, decisions: tuple[Decision, ...]) -> list[Past]:
    """The history of a page, the first decision first."""
    if not decisions:
        return []
    rulings = entities.rulings_of(archive) if kind == ENTITY else stories.rulings_of(archive)
    lost = {u.decision.id: u.why for u in rulings.unapplied}
    undoing: dict[str, bool] = {}
    for d in reversed(archive.decisions.all(kind)):
        if d.action == "undo" and d.undoes and not undoing.get(d.id):
            undoing[d.undoes] = True
    return [Past(d, _words(d), undoing.get(d.id, False), lost.get(d.id, "")) for d in decisions]


def _words(decision: Decision) -> str:
    """What was done. `"merged 1a2b into 3c4d"`"""
    told = {
        "merge": f"merged {decision.about[1]} into {decision.new}",
        "split": f"split off {decision.new}",
        "rename": f"renamed “{decision.old}” to “{decision.new}”",
        "import": f"took from a list: {decision.new}",
        "undo": f"took back {decision.undoes}",
    }
    return told.get(decision.action, decision.action)
