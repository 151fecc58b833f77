#!/usr/bin/env python3
"""Damages small repositories in every way, and looks at how each command ends.

usage: git.py COLOPHON FOLDER EVERY SEED [NAME...]

What is damaged: each loose object, cut to each length and with each byte changed; each byte of a pack and of its index; what
stands in HEAD, in references, in their packed form, in alternates, in the config, in the index and in .git itself. With EVERY 1
each of these, otherwise one of so many, drawn by SEED; below 100 all shapes of references are tried, from 100 on, as in
`make test`, one of so many, too.

A command must end within SECONDS, by itself: with the same site or words as from a sound repository, or with a status of its
own and a message, and then with the old site as it was and nothing left beside it. The last line counts, as tests/run wants it.
"""

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from folders import contents  # noqa: E402

COLOPHON, FOLDER, EVERY, SEED = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
WANTED = sys.argv[5:]
SECONDS = 20
MEBIBYTES = 1500
COMMANDS = ["build", "check", "history", "diff", "verify"]
READER = {
    "content/site.yaml": "title: R\nbase_url: https://r.example/\neditions:\n  - tags: ed/*\n",
    "content/essays/a.md": "---\ntitle: A\n---\n\nThe first text of A, see [[b]].\n",
    "content/essays/b.md": "---\ntitle: B\n---\n\nThe text of B, which is a little longer than the other one.\n",
    ".gitignore": "site\n.colophon\n",
}


def git(folder, *words, **more):
    return subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, **more).stdout.decode().strip()


def put(folder, path, data):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.lexists(path):
        os.remove(path)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def get(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def make_reader(folder):
    """A reader with a rename, a revision, a branch that was merged, an annotated tag and a plain one."""
    for path, text in READER.items():
        put(folder, path, text)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "One")
    git(folder, "tag", "ed/1")
    put(folder, "content/essays/a.md", READER["content/essays/a.md"].replace("first", "second"))
    git(folder, "commit", "-q", "-a", "-m", "Two")
    git(folder, "tag", "-a", "-m", "The second\n\nIn words.", "ed/2")
    git(folder, "mv", "content/essays/b.md", "content/essays/c.md")
    put(folder, "content/essays/a.md", READER["content/essays/a.md"].replace("first", "third").replace("[[b]]", "[[c]]"))
    git(folder, "commit", "-q", "-a", "-m", "Three")


def command(name, reader, site):
    words = {"history": [], "diff": ["a"]}.get(name, ["-o", site])
    return [COLOPHON, name, "-j", "1", "-s", reader, *words]


def run(name, reader, site):
    """Status, standard output without times, standard error, and seconds."""
    started = time.monotonic()
    limited = ["sh", "-c", f'ulimit -v {MEBIBYTES * 1024}; exec "$@"', "sh"] if not SANITIZED else []
    process = subprocess.Popen([*limited, *command(name, reader, site)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    try:
        out, err = process.communicate(timeout=SECONDS * (8 if SANITIZED else 1))
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None, b"", b"", time.monotonic() - started
    words = out if name in ("history", "diff") else b""
    return process.returncode, words, err.decode(errors="replace"), time.monotonic() - started


SANITIZED = b"__asan_init" in open(COLOPHON, "rb").read()


# Damages: a name, which sound repository, and what is done to a copy of it.

def damage_files(kind, folder, below, cut):
    """Each file below a folder: cut to each length, or with each byte changed."""
    for parent, _, names in sorted(os.walk(os.path.join(folder, below))):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(parent, name), folder)
            for at in range(os.path.getsize(os.path.join(folder, path))):
                yield (f"{kind} at byte {at} of {path}", (path, at, cut))


def damage(folder, what):
    path, at, cut = what
    data = get(folder, path)
    if cut:
        put(folder, path, data[:at])
    else:
        put(folder, path, data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1:])


def link(folder, path, target):
    path = os.path.join(folder, path)
    if os.path.lexists(path):
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.remove(path)
    os.symlink(target, path)


def as_folder(folder, path):
    os.remove(os.path.join(folder, path))
    os.makedirs(os.path.join(folder, path))


def as_pipe(folder, path):
    os.remove(os.path.join(folder, path))
    os.mkfifo(os.path.join(folder, path))


def shapes():
    """What a reference and the files beside it can be. Each is a function of the folder and of the commit of the head."""
    for path in (".git/HEAD", ".git/refs/heads/main", ".git/refs/tags/ed/1", ".git/refs/tags/ed/2"):
        for name, data in {
            "empty": b"", "garbage": b"\xff\xfe\0garbage\n", "zeros": b"\0" * 41, "no such object": b"1" * 40 + b"\n", "a name too short": b"12345\n",
            "itself": b"ref: " + path[5:].encode() + b"\n", "a circle": b"ref: refs/heads/circle\n", "out of the repository": b"ref: ../../x\n",
            "long": b"ref: refs/heads/" + b"x" * 5000 + b"\n", "huge": b"x" * (4 << 20), "no branch": b"ref: refs/heads/none\n",
        }.items():
            yield f"{path} is {name}", lambda folder, _, path=path, data=data: put(folder, path, data)
        yield f"{path} is a folder", lambda folder, _, path=path: as_folder(folder, path)
        yield f"{path} is a link to itself", lambda folder, _, path=path: link(folder, path, os.path.basename(path))
        yield f"{path} is missing", lambda folder, _, path=path: os.remove(os.path.join(folder, path))
        yield f"{path} leads to a tree", lambda folder, _, path=path: put(folder, path, git(folder, "rev-parse", "main^{tree}") + "\n")
        yield f"{path} leads to a file", lambda folder, _, path=path: put(folder, path, git(folder, "rev-parse", "main:content/site.yaml") + "\n")
    yield "a circle of references", lambda folder, _: (put(folder, ".git/HEAD", "ref: refs/heads/circle\n"), put(folder, ".git/refs/heads/circle", "ref: refs/heads/round\n"), put(folder, ".git/refs/heads/round", "ref: refs/heads/circle\n"))
    yield "a detached head", lambda folder, head: put(folder, ".git/HEAD", head + "\n")
    yield "an unborn branch", lambda folder, _: put(folder, ".git/HEAD", "ref: refs/heads/new\n")
    for name, data in {"empty": b"", "garbage": b"\xff garbage\n" * 100, "cut": b"# pack-refs with: peeled fully-peeled sorted \n" + b"1" * 20, "huge": b"# pack-refs\n" * 300000,
                       "unsorted": b"# pack-refs with: sorted \n" + b"1" * 40 + b" refs/tags/z\n" + b"2" * 40 + b" refs/tags/a\n"}.items():
        yield f"packed references are {name}", lambda folder, _, data=data: (git(folder, "pack-refs", "--all"), put(folder, ".git/packed-refs", data))
    for name, data in {"itself": "../objects\n", "a circle": ".\n../../.git/objects\n", "nowhere": "/nonexistent/objects\n", "a file": "/etc/passwd\n", "garbage": "\x01\x02\n\n\n", "many": "/nonexistent\n" * 20000}.items():
        yield f"alternates lead to {name}", lambda folder, _, data=data: put(folder, ".git/objects/info/alternates", data)
    for name, data in {"huge": b"[a]\n\tb = c\n" * 200000, "a circle": b"[include]\n\tpath = config\n", "garbage": b"[core\n\xff", "empty": b"", "another work directory": b"[core]\n\tworktree = /nonexistent\n",
                       "a version from the future": b"[core]\n\trepositoryformatversion = 99\n", "an unknown extension": b"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tfoo = bar\n"}.items():
        yield f"the config is {name}", lambda folder, _, data=data: put(folder, ".git/config", data)
    for name, data in {"empty": b"", "garbage": b"DIRC" + b"\xff" * 1000, "too long": b"DIRC\0\0\0\2\xff\xff\xff\xff"}.items():
        yield f"the index is {name}", lambda folder, _, data=data: put(folder, ".git/index", data)
    for name, data in {"itself": ".git", "nowhere": "/nonexistent", "a file": "/etc/passwd", "nothing": "", "long": "x" * 100000}.items():
        yield f".git is a file that leads to {name}", lambda folder, _, data=data: (shutil.rmtree(os.path.join(folder, ".git")), put(folder, ".git", f"gitdir: {data}\n"))
    yield ".git is a link to itself", lambda folder, _: link(folder, ".git", ".git")
    yield ".git is garbage", lambda folder, _: (shutil.rmtree(os.path.join(folder, ".git")), put(folder, ".git", b"\xff\0"))
    for name, data in {"itself": ".", "a circle": "../.git", "nowhere": "/nonexistent", "empty": ""}.items():
        yield f"a commondir that leads to {name}", lambda folder, _, data=data: put(folder, ".git/commondir", data + "\n")
    for path in (".git/HEAD", ".git/config", ".git/refs/heads/main", ".git/refs/tags/ed/1", ".git/index"):
        yield f"{path} is a pipe", lambda folder, _, path=path: as_pipe(folder, path)
    for path in ("objects", "refs", "refs/tags", "refs/heads", "objects/pack"):
        yield f"no .git/{path}", lambda folder, _, path=path: shutil.rmtree(os.path.join(folder, ".git", path))


def many_at_once(folder, seed):
    """Random damage to whatever stands in .git: one to four files, each cut, changed, emptied, removed or filled with noise."""
    chance = random.Random(seed)
    paths = sorted(os.path.join(parent, name) for parent, _, names in os.walk(os.path.join(folder, ".git")) for name in names if "/hooks" not in parent)
    for path in chance.sample(paths, min(len(paths), chance.randint(1, 4))):
        path = os.path.relpath(path, folder)
        data = get(folder, path)
        kind = chance.choice(["cut", "flip", "flip", "empty", "remove", "noise"])
        # Without a reference of a tag, or with one of another name, the repository is another one, and sound.
        if (kind == "remove" and "refs/tags" in path) or (kind in ("remove", "empty", "flip", "cut") and "packed-refs" in path):
            continue
        if kind == "remove":
            os.remove(os.path.join(folder, path))
        elif kind == "flip" and data:
            damage(folder, (path, chance.randrange(len(data)), False))
        elif kind == "cut":
            put(folder, path, data[:chance.randint(0, len(data))])
        else:
            put(folder, path, b"" if kind == "empty" else chance.randbytes(chance.randint(1, 3000)))


# What is right.

# Without these there is a repository all the same, with fewer editions or without a commit.
OTHERWISE_SOUND = (
    "is missing", "an unborn branch", "is no branch", ".git/HEAD is a circle", "no .git/refs/tags", "no .git/refs/heads", "refs/heads/main is a folder",
    "refs/tags/ed/1 is a folder", "refs/tags/ed/2 is a folder", "packed references are empty", "packed references are huge", "packed references are unsorted",
)


def judge(name, done, sound, before, after, litter):
    """What is wrong with the end of a command, or None. `sound` is what it gives in repositories that are."""
    status, words, err, _ = done
    if status is None:
        return f"{name} hangs"
    if status not in (0, 1, 2, 3):
        return f"{name}: status {status}: {err[-300:]}"
    if litter:
        return f"{name}: leaves {litter}"
    if status == 0:
        if name == "build":
            return None if after in sound["sites"] else f"build: status 0 and another site: {wrong_paths(after, sound['sites'][0])}: {err[-300:]}"
        return None if name in ("check", "verify") or words in sound[name] else f"{name}: status 0 and other words"
    if "error" not in err and "differs" not in err and "out of memory" not in err:
        return f"{name}: status {status} and no message: {err[-300:]}"
    return None if before == after else f"{name}: status {status}, and the old site is changed"


def wrong_paths(found, wanted):
    return sorted(path for path in found.keys() | wanted.keys() if found.get(path, 0) != wanted.get(path, 0))[:3]


def attempt(job):
    settings, (name, kind, what), number = job
    place = os.path.join(FOLDER, f"bench-{os.getpid()}")
    reader, out = os.path.join(place, "r"), os.path.join(place, "o")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(settings["repositories"][kind], reader, symlinks=True)
    shutil.copytree(settings["out"], out, symlinks=True)
    before = contents(os.path.join(out, "site"))
    if kind == "shape":
        SHAPES[what](reader, settings["head"])
    elif isinstance(what, int):
        many_at_once(reader, f"{SEED} {what}")
    else:
        damage(reader, what)
    wrong, slowest, statuses = [], 0, []
    if not name.endswith(OTHERWISE_SOUND):
        settings = {**settings, **{one: settings[one][:1] for one in ("sites", "history", "diff")}}
    # All commands for shapes; for bytes the build, and another one each time.
    names = COMMANDS if kind == "shape" or isinstance(what, int) else ["build", COMMANDS[1 + number % (len(COMMANDS) - 1)]]
    for one in sorted(names, key=lambda one: one == "build"):
        done = run(one, reader, os.path.join(out, "site"))
        after = contents(os.path.join(out, "site"))
        litter = [path for path in contents(os.path.join(out, ".colophon")) if path.endswith(("stage/", "journal")) or "/new-" in path] + [path for path in os.listdir(out) if path not in ("site", ".colophon")]
        why = judge(one, done, settings, before, after, litter)
        if why:
            wrong.append(why)
        slowest = max(slowest, done[3])
        statuses.append(done[0])
    return name, wrong, slowest, statuses


SHAPES = dict(shapes())


def prepare():
    loose, packed, deltas = (os.path.join(FOLDER, name) for name in ("loose", "packed", "deltas"))
    make_reader(loose)
    shutil.copytree(loose, packed, symlinks=True)
    git(packed, "repack", "-q", "-a", "-d")
    git(packed, "prune-packed")
    git(packed, "pack-refs", "--all")
    shutil.copytree(packed, deltas, symlinks=True)
    git(deltas, "-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f", "--depth=50")
    out = os.path.join(FOLDER, "out")
    # A state beside the output, which is copied with it.
    os.makedirs(os.path.join(out, ".colophon", "site"))
    subprocess.run(command("build", loose, os.path.join(out, "site")), check=True, capture_output=True)
    settings = {"repositories": {"loose": loose, "packed": packed, "deltas": deltas, "shape": loose}, "out": out, "head": git(loose, "rev-parse", "HEAD")}
    settings["sites"] = [contents(os.path.join(out, "site"))]
    for name in ("history", "diff"):
        settings[name] = [run(name, loose, os.path.join(out, "site"))[1]]
    # A repository may also be, soundly, without a head, without tags, or none at all.
    for shape in (lambda at: put(at, ".git/HEAD", "ref: refs/heads/new\n"),
                  *[lambda at, gone=gone: [os.remove(os.path.join(at, ".git/refs/tags/ed", tag)) for tag in gone] for gone in ("1", "2", "12")],
                  lambda at: (put(at, ".git/HEAD", "ref: refs/heads/new\n"), shutil.rmtree(os.path.join(at, ".git/refs/tags")))):
        other = os.path.join(FOLDER, "other")
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(loose, os.path.join(other, "r"), symlinks=True)
        shape(os.path.join(other, "r"))
        if run("build", os.path.join(other, "r"), os.path.join(other, "o/site"))[0] == 0:
            settings["sites"].append(contents(os.path.join(other, "o/site")))
        for name in ("history", "diff"):
            settings[name].append(run(name, os.path.join(other, "r"), os.path.join(other, "o/site"))[1])
    return settings


def cases(settings):
    """Name, repository and damage of each, by group."""
    at = settings["repositories"]
    groups = {"shapes": [(name, "shape", name) for name in SHAPES]}
    groups["loose objects cut"] = [(name, "loose", what) for name, what in damage_files("cut", at["loose"], ".git/objects", True)]
    groups["loose objects changed"] = [(name, "loose", what) for name, what in damage_files("changed", at["loose"], ".git/objects", False)]
    for kind in ("packed", "deltas"):
        groups[f"packs changed ({kind})"] = [(name, kind, what) for name, what in damage_files("changed", at[kind], ".git/objects/pack", False)]
        groups[f"packs cut ({kind})"] = [(name, kind, what) for name, what in damage_files("cut", at[kind], ".git/objects/pack", True)]
    groups["many at once"] = [(f"many at once, number {number}", ("loose", "packed", "deltas")[number % 3], number) for number in range(1000)]
    return groups


def main():
    os.makedirs(FOLDER, exist_ok=True)
    settings = prepare()
    chance = random.Random(SEED)
    tried = failed = 0
    print(f"seed {SEED}, one case of {EVERY}", flush=True)
    with multiprocessing.Pool(int(os.environ.get("JOBS", os.cpu_count()))) as pool:
        for group, members in cases(settings).items():
            if WANTED and not any(word in group for word in WANTED):
                continue
            chosen = members if EVERY == 1 or group == "shapes" and EVERY < 100 else chance.sample(members, max(1, len(members) // EVERY))
            counts, bad, slowest = {}, 0, 0
            jobs = [(settings, one, number) for number, one in enumerate(chosen)]
            for name, wrong, seconds, statuses in pool.imap_unordered(attempt, jobs, 4):
                slowest = max(slowest, seconds)
                bad += bool(wrong)
                for status in statuses:
                    counts[status] = counts.get(status, 0) + 1
                for why in wrong:
                    print(f"    {name}: {why}", flush=True)
            told = ", ".join(f"{times} with {status}" for status, times in sorted(counts.items(), key=str))
            print(f"{'FAILED' if bad else 'ok'} {group}: {len(chosen)} of {len(members)}, slowest {slowest:.1f} s; {told}", flush=True)
            tried, failed = tried + len(chosen), failed + bad
    print(f"{tried - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
