"""The OpenAPI path items of `gateway.http.registers`."""

from typing import Any

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_TEXT, _COUNT = {"type": "string"}, {"type": "integer"}
_OPTIONAL = {"type": ["string", "null"]}
_WORDS = {"type": "string", "maxLength": 500, "pattern": r"\S"}
_PERSON = {"type": "string", "maxLength": 100, "pattern": r"\S", "description": "as the agency names its staff"}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "day in China on the mesh's clock"}
_LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 5000}}

_CHANGE: dict[str, Any] = {
    "type": "object",
    "required": ["change_id", "register", "entries", "state", "proposed_by", "authority", "reason"],
    "properties": {
        "change_id": _TEXT,
        "register": _TEXT,
        "entries": {"type": "string", "description": "the table (CSV) as it was proposed"},
        "authority": _TEXT,
        "reason": _TEXT,
        "proposed_by": _TEXT,
        "proposed_under": _TEXT,
        "proposed_at_ms": _COUNT,
        "state": {"enum": ["pending", "approved", "rejected", "published"]},
        "decided_by": _OPTIONAL,
        "decided_under": _OPTIONAL,
        "decided_at_ms": {"type": ["integer", "null"]},
        "decided_because": _OPTIONAL,
    },
}
_REGISTER = {
    "type": "object",
    "required": ["register", "owner", "codes", "entries"],
    "properties": {"register": _TEXT, "owner": _TEXT, "codes": _COUNT, "entries": _COUNT},
}


def _answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _get(operation: str, summary: str, answer: dict[str, Any], *refusals: str, parameters: Any = ()) -> dict[str, Any]:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "tags": ["registers"],
            "parameters": list(parameters),
            "responses": {"200": answer, **dict.fromkeys(("401", "403", "503", *refusals), _PROBLEM)},
        }
    }


def _post(operation: str, summary: str, status: str, parameter: str, body: dict[str, Any]) -> dict[str, Any]:
    codes = ("400", "401", "403", "404", "409", "413", "422", "503")
    return {
        "post": {
            "operationId": operation,
            "summary": summary,
            "tags": ["registers"],
            "parameters": [_path(parameter)],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": body | {"additionalProperties": False}}},
            },
            "responses": {status: _answer("The change as it stands", _CHANGE), **dict.fromkeys(codes, _PROBLEM)},
        }
    }


def _path(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": 100},
    }


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


PATHS: dict[str, Any] = {
    "/v1/registers": _get(
        "listRegisters",
        "Registers and their owners 登记册",
        _answer("Those that the caller may see", _object(today=_DAY, registers=_list(_REGISTER))),
    ),
    "/v1/registers/{register}": _get(
        "showRegister",
        "Entries of a register 登记册条目",
        _answer(
            "Every version, or those in force on a day",
            _object(register=_TEXT, owner=_TEXT, today=_DAY, total=_COUNT, entries=_list({"type": "object"})),
        ),
        "400",
        "404",
        parameters=(
            _path("register"),
            _query("code", {"type": "string", "maxLength": 200}),
            _query("date", _DAY),
            _LIMIT,
        ),
    ),
    "/v1/registers/{register}/changes": _post(
        "proposeChange",
        "Propose new entries of a register 提议变更登记册",
        "202",
        "register",
        _object(
            entries={"type": "string", "minLength": 1, "description": "CSV with a header line, new versions only"},
            person=_PERSON,
            authority=_WORDS,
            reason=_WORDS,
        ),
    ),
    "/v1/register-changes": _get(
        "listChanges",
        "Changes of registers 登记册变更",
        _answer("The newest first", _object(changes=_list(_CHANGE))),
        "400",
        "404",
        parameters=(
            _query("register", {"type": "string", "maxLength": 100}),
            _query("state", {"enum": ["pending", "approved", "rejected", "published"]}),
            _LIMIT,
        ),
    ),
    "/v1/register-changes/{change}": _get(
        "findChange",
        "One change of a register 一项变更",
        _answer("With its table", _CHANGE),
        "404",
        parameters=(_path("change"),),
    ),
    "/v1/register-changes/{change}/approval": _post(
        "approveChange", "Approve as a second person 第二人批准", "200", "change", _object(person=_PERSON)
    ),
    "/v1/register-changes/{change}/rejection": _post(
        "rejectChange", "Reject or take back 驳回", "200", "change", _object(person=_PERSON, reason=_WORDS)
    ),
}
