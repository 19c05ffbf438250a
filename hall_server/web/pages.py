"""The screens as files. They are built during set-up; without them the hall still runs."""

from pathlib import Path

from aiohttp import web

from hall_server.web.guard import Handler

SCREENS_FOLDER = Path(__file__).parent / "screens"
DOORS = ("", "console", "tablet", "display")

_NOT_BUILT = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Sitting Hall</title>
<p>Các màn hình chưa được dựng: chạy <code>make setup</code>.</p>
<p lang="en">The screens are not built: run <code>make setup</code>.</p></html>"""


def add_pages(app: web.Application, folder: Path = SCREENS_FOLDER) -> None:
    """Add a route for each door and for what the pages load."""
    for door in DOORS:
        path = f"/{door}/" if door else "/"
        app.router.add_get(path, _page(folder / door / "index.html"))
        if door:
            app.router.add_get(f"/{door}", _redirect(path))
    assets = folder / "assets"
    if assets.is_dir():
        app.router.add_static("/assets/", assets, follow_symlinks=False)


def _page(file: Path) -> Handler:
    built = file.is_file()

    async def page(_request: web.Request) -> web.StreamResponse:
        if not built:
            return web.Response(text=_NOT_BUILT, content_type="text/html", status=503)
        return web.FileResponse(file, headers={"Cache-Control": "no-cache"})

    return page


def _redirect(path: str) -> Handler:
    async def redirect(_request: web.Request) -> web.StreamResponse:
        raise web.HTTPPermanentRedirect(path)

    return redirect
