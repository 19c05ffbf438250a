"""The seats' codes as a page to print and cut: one slip a seat, with a code to scan.

The page is whole in itself; it must never leave the house, for whoever has it can vote.
"""

from collections.abc import Iterator
from html import escape

import segno

from hall_server.commandline.sheet import shown
from hall_server.hall.access import Code
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.model import Delegate, Preparation

_STYLE = """
@page { size: A4; margin: 10mm }
body { margin: 0; font: 11pt/1.35 sans-serif; color: #000; background: #fff }
main { display: grid; grid-template-columns: 1fr 1fr }
article { display: grid; grid-template-columns: 1fr 30mm; gap: 4mm; padding: 5mm;
  border: 1px dashed #777; break-inside: avoid }
h2 { margin: 1mm 0 2mm; font-size: 14pt }
p { margin: 0; overflow-wrap: anywhere }
.code { font: bold 18pt monospace; white-space: nowrap }
.small { font-size: 9pt }
svg { width: 30mm; height: 30mm }
"""


def slips_page(
    url: str, preparation: Preparation, codes: list[Code], delegates: dict[DelegateId, Delegate]
) -> str:
    """Write the page: for each seat its person, its code, and the tablets' address."""
    title = escape(f"{preparation.council.name} – {preparation.title}")
    slips = "\n".join(
        _slip(url, title, code.code, delegates[code.delegate])
        for code in codes
        if code.delegate in delegates
    )
    return "\n".join(_page(title, slips))


def _page(title: str, slips: str) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">'
    yield f"<title>Phiếu mã · Code slips: {title}</title>"
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield slips
    yield "</main>\n</body>\n</html>\n"


def _slip(url: str, title: str, code: str, delegate: Delegate) -> str:
    door = f"{url}/tablet/"
    picture = segno.make(f"{door}#code={code}", micro=False).svg_inline(border=2, omitsize=True)
    return f"""<article>
<div>
<p class="small">{title}</p>
<h2>{escape(delegate.name)}</h2>
<p>Ghế · Seat <strong>{escape(delegate.seat)}</strong> {escape(delegate.group)}</p>
<p class="code">{shown(code)}</p>
<p>{escape(door)}</p>
<p class="small">Quét mã, hoặc mở địa chỉ và nhập mã. Không đưa phiếu cho người khác.<br>
Scan, or open the address and type the code. Do not give this slip to anyone.</p>
</div>
{picture}
</article>"""
