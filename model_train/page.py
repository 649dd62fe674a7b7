"""One self-contained HTML page: headings, tables and pictures, no other file and no script."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from model_train.atomic import write_bytes

_SMALL = 1e-3
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 15px/1.55 system-ui, sans-serif; max-width: 62rem; margin: 2.5rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
table { border-collapse: collapse; margin: .8rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--soft); } td.number { text-align: right; }
img { max-width: 100%; border-radius: 4px; } pre { background: var(--soft); padding: .8rem; overflow-x: auto; }
figcaption { opacity: .75; font-size: .9rem; }
"""


class Page:
    """Collects the parts of a page in reading order.

    Args:
        title: Shown as the window's title and the first heading.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts = [f"<h1>{html.escape(title)}</h1>"]

    def heading(self, text: str) -> None:
        """Begin a section."""
        self._parts.append(f"<h2>{html.escape(text)}</h2>")

    def text(self, text: str) -> None:
        """Add a paragraph."""
        self._parts.append(f"<p>{html.escape(text)}</p>")

    def code(self, text: str) -> None:
        """Add a command or another text whose spaces matter."""
        self._parts.append(f"<pre>{html.escape(text)}</pre>")

    def listing(self, lines: Sequence[str]) -> None:
        """Add a list, unless it is empty."""
        if not lines:
            return
        items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        self._parts.append(f"<ul>{items}</ul>")

    def table(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Add a table with the keys of the first row as heads."""
        if not rows:
            return
        head = "".join(f"<th>{html.escape(str(key))}</th>" for key in rows[0])
        body = "".join("<tr>" + "".join(_cell(row.get(key, "")) for key in rows[0]) + "</tr>" for row in rows)
        self._parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")

    def picture(self, png: bytes, caption: str) -> None:
        """Add a PNG picture with a caption, which is also what a screen reader says."""
        source = base64.b64encode(png).decode("ascii")
        said = html.escape(caption, quote=True)
        self._parts.append(
            f'<figure><img alt="{said}" src="data:image/png;base64,{source}"><figcaption>{said}</figcaption></figure>'
        )

    def as_html(self) -> str:
        """Give the page."""
        return (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{html.escape(self._title)}</title><style>{_STYLE}</style></head>\n<body>\n"
            + "\n".join(self._parts)
            + "\n</body></html>\n"
        )

    def write(self, path: Path) -> None:
        """Write the page; raises StorageError."""
        # A file's name may hold what is no text.
        write_bytes(path, self.as_html().encode("utf-8", "xmlcharrefreplace"))


def _cell(value: object) -> str:
    if isinstance(value, float):
        # Four decimals, which would be noughts for a small learning rate.
        text = f"{value:.4f}" if value == 0.0 or abs(value) >= _SMALL else f"{value:.3g}"
        return f'<td class="number">{text}</td>'
    kind = ' class="number"' if isinstance(value, int) else ""
    return f"<td{kind}>{html.escape(str(value))}</td>"
