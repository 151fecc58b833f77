"""serve: a folder as a plain host has it, on a port of its own.

    python3 serve.py FOLDER PORT_FILE [POLICY]

POLICY is a Content-Security-Policy for all that is served. PORT_FILE is written when it listens. The header LinkChecker asks linkchecker not to wait between two requests.
"""

import http.server
import os
import sys

folder, port_file = sys.argv[1:3]
policy = sys.argv[3:]


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments, **more):
        super().__init__(*arguments, directory=folder, **more)

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
