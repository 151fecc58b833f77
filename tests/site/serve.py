"""serve: a folder as a plain host has it, on a port of its own.

    python3 serve.py FOLDER PORT_FILE [POLICY]

POLICY is a Content-Security-Policy for all that is served. PORT_FILE is written when it listens. The header LinkChecker asks linkchecker not to wait between two requests. Text is compressed for whoever can read that, as most hosts do.
"""

import gzip
import http.server
import os
import sys

folder, port_file = sys.argv[1:3]
policy = sys.argv[3:]


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments, **more):
        super().__init__(*arguments, directory=folder, **more)

    def do_GET(self):
        path = self.translate_path(self.path)
        if self.path.partition("?")[0].endswith("/"):
            path = os.path.join(path, "index.html")
        kind = self.guess_type(path)
        is_text = kind.startswith("text/") or any(word in kind for word in ("xml", "json", "javascript"))
        if not is_text or not os.path.isfile(path) or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        with open(path, "rb") as file:
            compressed = gzip.compress(file.read())
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(compressed)))
        self.end_headers()
        self.wfile.write(compressed)

    def end_headers(self):
        self.send_header("LinkChecker", "yes")
        for value in policy:
            self.send_header("Content-Security-Policy", value)
        super().end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(port_file + ".new", "w", encoding="ascii") as file:
    print(server.server_port, file=file)
os.rename(port_file + ".new", port_file)
server.serve_forever()
