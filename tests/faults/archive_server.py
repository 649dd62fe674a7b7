"""A server with four small archives, like that of ISIC 2016, in two versions."""

from __future__ import annotations

import io
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
from PIL import Image

from isic_desktop.core.isic2016 import archive_names


@dataclass
class Archives:
    """A slow server with the four archives; `renew` has another version of them from then on."""

    url: str
    renew: Callable[[], None]


@contextmanager
def serve_archives(pause_s: float = 0.002) -> Iterator[Archives]:
    """Run the server until the block ends."""
    versions = [pack_archives(1), pack_archives(2)]
    now = [0]

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def _begin(self, status: int, length: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(length))
            self.send_header("ETag", f'"version {now[0]}"')

        def do_HEAD(self) -> None:
            self._begin(200, len(versions[now[0]][self.path.strip("/")]))
            self.end_headers()

        def do_GET(self) -> None:
            content, start = versions[now[0]][self.path.strip("/")], 0
            asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            if asked and self.headers.get("If-Range") == f'"version {now[0]}"':
                start = int(asked[1])
                self._begin(206, len(content) - start)
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            else:
                self._begin(200, len(content))
            self.end_headers()
            try:
                for at in range(start, len(content), 16_384):
                    self.wfile.write(content[at : at + 16_384])
                    time.sleep(pause_s)
            except OSError:
                self.close_connection = True  # the other side was killed

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # A daemon: the tests' process ends even if this thread is never told to.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()

    def renew() -> None:
        now[0] = 1 - now[0]

    try:
        yield Archives(f"http://127.0.0.1:{server.server_port}/", renew)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def pack_archives(version: int) -> dict[str, bytes]:
    """Images that do not shrink, so that some time goes by while they come; both versions are equally long."""
    noise = np.random.default_rng(version)
    packed = {}
    for name in archive_names():
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for number in range(5):
                content = io.BytesIO()
                if name.endswith("Data"):
                    Image.fromarray(noise.integers(0, 256, (120, 160, 3), np.uint8)).save(content, "BMP")
                    archive.writestr(f"{name}/img{number}.jpg", content.getvalue())
                else:
                    Image.fromarray(noise.integers(0, 256, (120, 160), np.uint8)).save(content, "BMP")
                    archive.writestr(f"{name}/img{number}_Segmentation.png", content.getvalue())
        packed[f"{name}.zip"] = buffer.getvalue()
    return packed
