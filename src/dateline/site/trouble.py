"""What went wrong → the status and words of the page that says so. A page never shows a stack trace."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dateline.errors import ArchiveError, BusyError, InputError
from dateline.site.absent import NotThere
from dateline.site.desk import Desk

LOG = logging.getLogger("dateline.site")


def status_of(error: Exception) -> tuple[int, str, str]:
    """The status, what happened and what to do, for any error a page may raise."""
    if isinstance(error, NotThere):
        return 404, error.what, error.remedy
    if isinstance(error, InputError):
        return 400, _sentence(error.what), _sentence(error.remedy)
    if isinstance(error, BusyError):
        return 503, _sentence(error.what), _sentence(error.remedy)
    if isinstance(error, ArchiveError):
        LOG.error("%s", error)
        return (
            503,
            "The archive cannot be read just now",
            "Try again in a moment; its keeper finds the reason in the log.",
        )
    if isinstance(error, HTTPException):
        return error.status_code, _phrase(error.status_code), "Go to the front page, or search."
    LOG.error("a page could not be made", exc_info=error)
    return 500, "Something went wrong on our side", "Try again; if it stays so, look into the server's log."


def answer(desk: Desk, request: Request, error: Exception) -> Response:
    """The page, or for the API the JSON, that says what happened."""
    status, what, remedy = status_of(error)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if status in {429, 503}:
        headers["retry-after"] = "2"
    if request.url.path.startswith("/api/"):
        return JSONResponse({"status": status, "error": what, "remedy": remedy}, status, headers)
    response = desk.page(request, "error.html", status, what=what, remedy=remedy, status=status)
    response.headers.update(headers)
    return response


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _phrase(status: int) -> str:
    return {
        404: "There is no such page",
        405: "This page cannot be used that way",
        413: "The request is too large",
    }.get(status, "This did not work")
