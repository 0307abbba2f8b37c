"""Records → JSON Schema, calls of the API → an OpenAPI 3.1 description; requests are checked against the same table."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any

from starlette.requests import Request

from dateline.errors import InputError
from dateline.records import Story, When

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
_RENAMED = {When: {"start": "from", "end": "to"}, Story: {"start": "from", "end": "to"}}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the query (or, with `path`, of the path). `many` may be given several times."""

    name: str
    help: str
    schema: tuple[tuple[str, Any], ...] = (("type", "string"), ("minLength", 1), ("maxLength", 200))
    many: bool = False
    path: bool = False

    def described(self) -> Json:
        """The parameter as OpenAPI words it."""
        schema: Json = dict(self.schema)
        if self.many:
            schema = {"type": "array", "items": schema, "maxItems": 10}
        found: Json = {"name": self.name, "in": "path" if self.path else "query", "description": self.help}
        found |= {"required": self.path, "schema": schema}
        return found | ({"style": "form", "explode": True} if self.many else {})


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its path, what it gives, its parameters, the JSON Schema of its answer."""

    path: str
    help: str
    parameters: tuple[Parameter, ...]
    answer: Json


def schema_of(kind: Any) -> Json:
    """The JSON Schema of a record. `Span -> {"type": "object", "properties": {"text": {"type": "string"}, …}}`"""
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def openapi(calls: tuple[Call, ...], records: tuple[type, ...]) -> Json:
    """The whole description."""
    paths = {call.path: {"get": _operation(call)} for call in calls}
    schemas = {record.__name__: _object(record) for record in _closure(records)}
    schemas["Trouble"] = {
        "type": "object",
        "properties": {"status": {"type": "integer"}, "error": {"type": "string"}, "remedy": {"type": "string"}},
        "required": ["status", "error", "remedy"],
    }
    info = {
        "title": "dateline",
        "version": "1",
        "description": "Everything the pages of this archive show. Nothing here rates whether a report is true.",
    }
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _operation(call: Call) -> Json:
    good = {"description": call.help, "content": {"application/json": {"schema": call.answer}}}
    trouble = {
        "description": "What went wrong and what to do.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Trouble"}}},
    }
    statuses = ("400", "404", "414", "421", "429", "431", "503")
    return {
        "summary": call.help,
        "operationId": call.path.strip("/").replace("/", "_").replace("{", "").replace("}", ""),
        "parameters": [parameter.described() for parameter in call.parameters],
        "responses": {"200": good} | dict.fromkeys(statuses, trouble),
    }


def _closure(records: tuple[type, ...]) -> list[type]:
    found: list[type] = []
    waiting = list(records)
    while waiting:
        record = waiting.pop(0)
        if record not in found:
            found.append(record)
            waiting += [part for hint in _hints(record).values() for part in _parts(hint)]
    return found


def _parts(hint: Any) -> list[type]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return [hint]
    return [part for inner in typing.get_args(hint) for part in _parts(inner)]


def _object(record: type) -> Json:
    names = _RENAMED.get(record, {})
    properties = {names.get(name, name): _hinted(hint) for name, hint in _hints(record).items()}
    found: Json = {"type": "object", "properties": properties, "required": list(properties)}
    if record.__doc__:
        found["description"] = " ".join(record.__doc__.split())
    return found


def _hinted(hint: Any) -> Json:
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return schema_of(hint)
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        inner = [_hinted(a) for a in arguments if a is not type(None)]
        return {"anyOf": [*inner, {"type": "null"}]} if type(None) in arguments else {"anyOf": inner}
    return {"type": "array", "items": _hinted(arguments[0]) if arguments else {}}


@cache
def _hints(record: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(record)
    return {field.name: hints[field.name] for field in dataclasses.fields(record)}


def check(request: Request, call: Call) -> None:
    """Refuse what the description does not allow. Raises InputError naming the parameter."""
    allowed = {parameter.name: parameter for parameter in call.parameters if not parameter.path}
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            known = ", ".join(allowed) or "none"
            raise InputError(f"there is no parameter “{name[:40]}”", remedy=f"parameters are: {known}")
        given.setdefault(name, []).append(value)
    for name, values in given.items():
        if len(values) > (10 if allowed[name].many else 1):
            raise InputError(
                f"“{name}” is given too often", remedy="give it once" if not allowed[name].many else "at most 10 times"
            )
        for value in values:
            _fits(name, value, dict(allowed[name].schema))


def _fits(name: str, value: str, schema: dict[str, Any]) -> None:
    good = True
    if schema.get("type") == "integer":
        good = bool(re.fullmatch(r"[0-9]{1,19}", value)) and schema["minimum"] <= int(value) <= schema["maximum"]
    elif schema.get("type") == "number":
        good = (
            bool(re.fullmatch(r"[0-9.]{1,20}(e-?[0-9]{1,3})?", value))
            and value.count(".") < 2
            and value.strip(".") != ""
        )
        good = good and schema["minimum"] <= float(value) <= schema["maximum"]
    else:
        good = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 500)
        good = good and ("enum" not in schema or value in schema["enum"])
        good = good and (
            "pattern" not in schema or (bool(re.search(schema["pattern"], value, re.ASCII)) and "\n" not in value)
        )
    if not good:
        raise InputError(f"“{name}” cannot be {value[:40]!r}", remedy="see /api/openapi.json")
