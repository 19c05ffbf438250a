"""What guards every answer: the origin of a request, and the headers that browsers obey."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def problem(status: int, code: str, vi: str, en: str, **headers: str) -> web.Response:
    """Give an error as JSON with its stable code and a sentence in both languages."""
    body = {"code": code, "vi": vi, "en": en}
    return web.json_response(body, status=status, headers=headers)


def origin_is_ours(request: web.Request) -> bool:
    """Tell whether a request comes from our own pages, or from a program without an origin."""
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.host
    except ValueError:
        return False


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse foreign origins where something can be changed or followed; add the headers."""
    sensitive = request.method != "GET" or request.path == "/socket"
    if sensitive and not origin_is_ours(request):
        return problem(
            403,
            "origin-refused",
            "Trang này không thuộc hệ thống hội trường.",
            "This page does not belong to the hall.",
        )
    response = await _answered(request, handler)
    if not response.prepared:
        response.headers.update(SECURITY_HEADERS)
    return response


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let the handler answer; what it raises for the client is said with a code."""
    try:
        return await handler(request)
    except web.HTTPException as raised:
        if raised.status < 400:
            return web.Response(
                status=raised.status, headers={"Location": raised.headers["Location"]}
            )
        return problem(
            raised.status,
            _CODES.get(raised.status, "request-invalid"),
            "Yêu cầu không hợp lệ.",
            f"The request could not be answered: {raised.reason}.",
        )


_CODES = {404: "page-unknown", 405: "method-unknown", 413: "request-too-big"}
