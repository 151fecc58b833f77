mkdir -p content/essays content/topics
printf 'title: T\nbase_url: https://x.example/\nfeed: 50\n' >content/site.yaml
git init -q -b main
python3 - <<'P'
import subprocess
# What YAML may have in a text in quotes, and what a body may have: all but what is refused as an error.
def essay(name, low, high):
    points = [chr(c) for c in range(low, high) if not 0xd800 <= c < 0xe000]
    body = '\n\n'.join(''.join(points[i:i + 64]) for i in range(0, len(points), 64))
    open('content/essays/%s.md' % name, 'w', encoding='utf-8', newline='').write('---\ntitle: %s\ndate: 2024-01-01\n---\n\n%s\n' % (name, body))
for number, (low, high) in enumerate([(0xa0, 0x3000), (0xd7f0, 0xe010), (0xf800, 0x10000), (0x1fff0, 0x20010), (0x10fff0, 0x110000)]):
    essay('all-%d' % number, low, high)
odd = '\ufffe\uffff\ufdd0\U0001ffff\u2028'
for field in ('title', 'author', 'topic'):
    values = dict(title='T', author='A B', topic='C')
    values[field] += ' x\\uFFFE\\uFFFF\\uFDD0\\U0001FFFF\\u2028y'  # which YAML takes in this form only
    open('content/essays/%s.md' % field, 'w', encoding='utf-8').write('---\ntitle: "%(title)s"\nauthor: "%(author)s"\ntopics: ["%(topic)s"]\ndate: 2024-01-02\n---\n\nWords.\n' % values)
subprocess.run(['git', 'add', '-A'], check=True)
subprocess.run(['git', '-c', 'user.name=Eve ' + odd, 'commit', '-q', '--cleanup=verbatim', '-m', 'subject \x01\x02\x1b ' + odd], check=True)
P
