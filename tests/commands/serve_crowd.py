"""serve_crowd.py URL COUNT ADDRESS: COUNT browsers that ask for ADDRESS at once, wait for the first byte of an answer or a second, and
leave. Prints how many had one. Those for whom the server has no room wait at its door."""
import socket
import sys
import time
import urllib.parse

url, count, address = urllib.parse.urlsplit(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
crowd = [socket.create_connection((url.hostname, url.port)) for _ in range(count)]
for one in crowd:
    one.sendall(f'GET {url.path}{address} HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n'.encode())
ends, answered = time.monotonic() + 1, 0
for one in crowd:
    one.settimeout(max(ends - time.monotonic(), 0.001))
    try:
        answered += one.recv(1) != b''
    except TimeoutError:
        pass
print(answered)
