"""serve_slow.py URL ADDRESS OTHER: a browser that takes the first bytes of ADDRESS, and the rest a second later. Meanwhile somebody else
asks for OTHER. Prints the size of the first, and how many seconds the other took, as whole ones."""
import http.client
import sys
import time
import urllib.parse
import urllib.request

url, address, other = sys.argv[1:]
where = urllib.parse.urlsplit(url)
slow = http.client.HTTPConnection(where.hostname, where.port)
slow.request('GET', where.path + address)
answer = slow.getresponse()
size = len(answer.read(1000))
began = time.monotonic()
urllib.request.urlopen(url + other, timeout=20).read()
took = time.monotonic() - began
time.sleep(1)
print(size + len(answer.read()), int(took))
