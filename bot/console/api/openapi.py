"""The API's own description, made from what its endpoints declare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.console.api.endpoint import BASE, Endpoint, Nothing

VERSION: Final = "1"
_REF: Final = "#/components/schemas/{model}"
_COMMON: Final = {401: "No valid bearer token.", 422: "A value is missing or wrong."}
_ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        }
    },
}


def describe(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of these endpoints."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        operations = paths.setdefault(endpoint.full_path, {})
        operations[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "MillenniuM", "version": VERSION},
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": {**_schemas(endpoints), "Error": _ERROR},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    errors = {**_COMMON, **endpoint.errors}
    told: dict[str, Any] = {
        "summary": endpoint.summary,
        "operationId": _name(endpoint),
        "parameters": [*_path(endpoint), *_query(endpoint), *_headers(endpoint)],
        "responses": {
            str(endpoint.status): {"description": "Done.", "content": _json(endpoint.answer)},
            **{str(status): _error(about) for status, about in sorted(errors.items())},
        },
    }
    if endpoint.body is not None:
        told["requestBody"] = {"required": True, "content": _json(endpoint.body)}
    return told


def _name(endpoint: Endpoint) -> str:
    words = re.findall(r"\w+", endpoint.path)
    return "_".join([endpoint.method.lower(), *words])


def _path(endpoint: Endpoint) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", endpoint.path)
    schema = {"type": "integer", "minimum": 0}
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in names]


def _query(endpoint: Endpoint) -> list[dict[str, Any]]:
    schema = endpoint.query.model_json_schema(ref_template=_REF)
    needed = schema.get("required", [])
    properties: Mapping[str, Any] = schema.get("properties", {})
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": shape}
        for name, shape in properties.items()
    ]


def _headers(endpoint: Endpoint) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "header",
            "required": True,
            "description": about,
            "schema": {"type": "string"},
        }
        for name, about in endpoint.headers.items()
    ]


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}


def _error(about: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": _REF.format(model="Error")}}}
    return {"description": about, "content": content}


def _schemas(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    answers = {endpoint.answer for endpoint in endpoints}
    bodies = {endpoint.body for endpoint in endpoints if endpoint.body is not None} - {Nothing}
    models = sorted(answers | bodies, key=lambda model: model.__name__)
    _, found = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    return dict(sorted(found["$defs"].items()))


DOCUMENT: Final = f"{BASE}/openapi.json"
