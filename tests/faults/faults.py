"""faults: each call of a small build to the system fails once, fails from then on, is done by half, or is the last.

    python3 faults.py PROGRAM DATA SHIM FOLDER EVERY SEED

A first build, an incremental one, and one that finishes what a killed one began go through all CAMPAIGNS: with EVERY 1 at every
point, with a larger number at about one of so many, chosen by SEED. After each the old site or the new one stands whole, with
status 3 and a message, or 0 and the new site; the next run makes the site of a clean build and leaves no litter. Where the
program is killed, or everything fails from some point on, a site that is half renamed may stand as long as its journal does.
Reads and writes that do half are no faults: the build must succeed. In the environment ONLY names the campaigns to try
("incremental: memory"), and JOBS how many processes try them. The last line is "N passed, M failed".
"""

import errno
import glob
import multiprocessing
import os
import random
import shutil
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from folders import contents  # noqa: E402

CONTROL = struct.Struct("<QQQIIII32s")
ALLOCATE, WRITE, SYNC, RENAME, OPEN, MAP, FORK, READ, FOLDER, STATUS = (1 << i for i in range(10))
FAIL, KILL_PROCESS, KILL_ALL, HALVE = range(4)
EVERY_KIND = (1 << 10) - 1
FOREVER = (1 << 64) - 1

# Name, kinds of calls, error, mode, and whether only one call fails or all from there on.
CAMPAIGNS = [
    ("writes fail: no space", WRITE, errno.ENOSPC, FAIL, "once"),
    ("no space any more", WRITE | FOLDER | RENAME, errno.ENOSPC, FAIL, "on"),
    ("writes fail", WRITE, errno.EIO, FAIL, "once"),
    ("syncs fail", SYNC, errno.EIO, FAIL, "once"),
    ("renames fail", RENAME, errno.EIO, FAIL, "once"),
    ("opens fail: too many files", OPEN, errno.EMFILE, FAIL, "once"),
    ("no more files can be opened", OPEN, errno.EMFILE, FAIL, "on"),
    ("opens fail", OPEN, errno.EIO, FAIL, "once"),
    ("maps fail", MAP, errno.ENOMEM, FAIL, "once"),
    ("no more maps", MAP, errno.ENOMEM, FAIL, "on"),
    ("forks fail", FORK, errno.EAGAIN, FAIL, "once"),
    ("no more forks", FORK, errno.EAGAIN, FAIL, "on"),
    ("reads fail", READ, errno.EIO, FAIL, "once"),
    ("folders fail", FOLDER, errno.EIO, FAIL, "once"),
    ("looks at files fail", STATUS, errno.EIO, FAIL, "once"),
    ("the whole disk fails", EVERY_KIND & ~(ALLOCATE | FORK | MAP), errno.EIO, FAIL, "on"),
    ("memory fails", ALLOCATE, errno.ENOMEM, FAIL, "once"),
    ("no more memory", ALLOCATE, errno.ENOMEM, FAIL, "on"),
    ("reads and writes are interrupted", READ | WRITE, errno.EINTR, FAIL, "once"),
    ("half is read and written", READ | WRITE, 0, HALVE, "once"),
    ("half is read and written, always", READ | WRITE, 0, HALVE, "on"),
    ("one process is killed", EVERY_KIND & ~(ALLOCATE | STATUS | READ), 0, KILL_PROCESS, "once"),
    ("all are killed", EVERY_KIND & ~(ALLOCATE | STATUS | READ), 0, KILL_ALL, "once"),
]
# Allocations are many, and neighbours alike.
RARER = {ALLOCATE: 40, READ: 4, READ | WRITE: 4, STATUS: 4}

OLD = {
    "content/site.yaml": "title: Faults\nbase_url: https://faults.example.org/\nmenu:\n  - Essays: /essays/\neditions:\n  - tags: ed/*\n",
    "content/index.md": "---\ntitle: Home\n---\n\nBegin with [[first]].\n",
    "content/essays/first.md": "---\ntitle: First\nauthors: [Ada Field]\ndate: 2020\ntopics: [Tests]\n---\n\nIt opens.\n\n## Part\n\nMore.\n",
    "content/essays/second.md": "---\ntitle: Second\nauthors: [Bo Lin]\ndate: 2021\ntopics: [Tests, Trade]\n---\n\nIt answers [[first#part]].\n",
    "content/essays/leaves.md": "---\ntitle: Leaves\ndate: 2022\ntopics: [Going]\naliases: [/gone/]\n---\n\nIt goes, see [[second]].\n",
    "content/essays/fourth.md": "---\ntitle: Fourth\nauthors: [Cleo Marsh]\ndate: 2019\nsource: {publication: Letters}\n---\n\nAlone.\n",
    "content/essays/fifth.md": "---\ntitle: Fifth\nauthors: [Dov Stone]\ndate: 2018\ntopics: [Law, Craft]\n---\n\nAlone, too.\n",
    "content/authors/ada-field.md": "---\nname: Ada Field\n---\n\nAda writes.\n",
    "content/glossary/test.md": "---\nterm: test\n---\n\nA trial, as in [[second]].\n",
    "content/lists/start.md": "---\ntitle: Start\nitems:\n  - first: Here.\n  - second\n---\n\nTwo.\n",
    "content/media/thing": "a file\n",
    "content/media/one.gif": "GIF89a\x03\0\x05\0\0\0\0;",
    "content/media/big.txt": "line\n" * 30000,
    "layouts/parts/own.html": "<i>{{site.title}}</i>\n",
    ".gitignore": "site\n.colophon\n",
}
# What a run was killed in the middle of publishing, for the recovery.
HALF = {**OLD, "content/site.yaml": OLD["content/site.yaml"].replace("Faults", "Faults, half way")}
HALF["content/essays/half.md"] = "---\ntitle: Half\ndate: 2024\ntopics: [Half]\n---\n\nSee [[second]].\n"
OLD["content/essays/third.md"] = "---\ntitle: Third, at first\ndate: 2023\n---\n\n![A picture](/media/one.gif)\n"
NEW = {
    **OLD,
    "content/essays/first.md": OLD["content/essays/first.md"].replace("It opens.", "It opens the matter.[^a]\n\n[^a]: A note."),
    "content/essays/third.md": "---\ntitle: Third\nauthors: [Ada Field, Bo Lin]\ndate: 2023\ntopics: [New]\n---\n\nSee [[first]]. ![A picture](/media/one.gif)\n",
    "content/media/one.gif": "GIF89a\x07\0\x05\0\0\0\0;",
    "content/media/thing/inside.txt": "a folder now\n",
    "content/media/big.txt": "row\n" * 40000,
}
del NEW["content/essays/leaves.md"], NEW["content/media/thing"]


def only_files(found):
    return {path: data for path, data in found.items() if data is not None}


def wrong_paths(found, wanted):
    """The first paths that differ, for messages."""
    return sorted(path for path in found.keys() | wanted.keys() if found.get(path, 0) != wanted.get(path, 0))[:5]


def write_reader(folder, files):
    for path in (OLD.keys() | HALF.keys()) - files.keys():
        if os.path.exists(os.path.join(folder, path)):
            os.remove(os.path.join(folder, path))
    for path, text in files.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)


def marks(folder):
    """What no write leaves as it was: each path's inode, kind, size and times."""
    found = []
    for above, _, files in os.walk(folder):
        for path in (above, *(os.path.join(above, name) for name in files)):
            look = os.lstat(path)
            found.append((path, look.st_ino, look.st_mode, look.st_size, look.st_mtime_ns, look.st_ctime_ns))
    return found


class Bench:
    """One place to build in, for one process."""

    standing = None  # the scenario that was restored last, and its marks

    def __init__(self, settings, name):
        self.settings = settings
        self.folder = os.path.join(settings["folder"], name)
        self.control = os.path.join(settings["folder"], name + ".control")
        self.site = os.path.join(self.folder, "site")
        self.env = {**settings["env"], "XDG_CACHE_HOME": os.path.join(self.folder, "cache")}

    def state(self):
        """Where the ledger is: beside the output where it was before, and otherwise in the cache."""
        beside = os.path.join(self.folder, ".colophon", "site")
        return next(iter(glob.glob(os.path.join(self.folder, "cache", "colophon", "site-*"))), beside)

    def command(self, *more):
        return [self.settings["program"], "build", "-q", "-s", self.settings["reader"], "-o", self.site, *more]

    def is_start(self, scenario):
        return (scenario, marks(self.folder)) == Bench.standing

    def restore(self, scenario):
        if self.is_start(scenario):
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        before = self.settings["starts"][scenario][0]
        if before:
            shutil.copytree(before, self.folder)
        else:
            os.makedirs(self.folder)
        Bench.standing = (scenario, marks(self.folder))

    def run(self, kinds, error, mode, first, last):
        """The build with calls that fail. Gives it, how many calls there were, and the first that was hit."""
        with open(self.control, "wb") as file:
            file.write(CONTROL.pack(0, first, last, kinds, mode, error, 0, b""))
        env = {**self.env, "FAULTS": self.control, "LD_PRELOAD": self.settings["shim"]}
        done = subprocess.run(self.command("-j", "1"), env=env, capture_output=True, text=True, errors="replace", timeout=60, start_new_session=True)
        with open(self.control, "rb") as file:
            count, _, _, _, _, _, hits, name = CONTROL.unpack(file.read())
        return done, count, name.rstrip(b"\0").decode() if hits else None

    def judge(self, scenario, done, mode, on):
        """What is wrong right after the fault, or None."""
        old, new = self.settings["starts"][scenario][1], self.settings["new"]
        site, allowed = old[0] if self.is_start(scenario) else contents(self.site), [new, *old]
        journal, folders = (os.path.exists(os.path.join(self.state(), name)) for name in ("journal", "folders"))
        # New folders may stand empty as long as there is a list of them.
        if folders:
            site, new, allowed = only_files(site), only_files(new), [only_files(one) for one in allowed]
        told = "error[" in done.stderr or "out of memory" in done.stderr
        if site not in allowed and not (journal and (on or mode != FAIL)):
            return f"the site is neither the old nor the new one, see {wrong_paths(site, new)}"
        if mode == KILL_ALL:
            return None if done.returncode == -9 else f"status {done.returncode}"
        if mode == KILL_PROCESS:
            return None if done.returncode in (-9, 0) or (done.returncode in (1, 3) and told) else f"status {done.returncode}"
        if done.returncode == 0:
            return None if site == new else "status 0, but this is not the new site"
        if done.returncode != 3 or mode == HALVE:
            return f"status {done.returncode}"
        return None if told else "no message"

    def judge_next(self):
        """What is wrong with the run after it, or None."""
        done = subprocess.run(self.command("-j", "1"), env=self.env, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            return f"the next run has status {done.returncode}: {done.stderr}"
        site = contents(self.site)
        if site != self.settings["new"]:
            return f"after the next run the site is not a clean one: {wrong_paths(site, self.settings['new'])}"
        litter = [path for path in os.listdir(self.folder) if path not in ("site", "cache", ".colophon")]
        litter += [path for path in contents(self.state()) if not self.belongs(path)]
        beside = os.path.join(self.folder, ".colophon")
        if os.path.exists(beside):
            litter += [path for path in contents(beside) if not self.belongs(path.removeprefix("site/") or "remembered/")]
        if litter:
            return f"after the next run there is litter: {litter}"
        if not os.path.exists(beside):
            return None
        with open(os.path.join(beside, ".gitignore")) as file:
            return None if file.read() == "*\n" else "the state's .gitignore is broken"

    @staticmethod
    def belongs(path):
        return path in (".gitignore", "ledger", "lock", "remembered/") or (
            path.startswith("remembered/") and path.endswith(".results")
        )


def attempt(job):
    """One fault. Gives what was hit, and what is wrong."""
    settings, scenario, (_, kinds, error, mode, extent), number = job
    bench = Bench(settings, f"bench-{os.getpid()}")
    on = extent == "on"
    bench.restore(scenario)
    try:
        done, _, name = bench.run(kinds, error, mode, number, FOREVER if on else number)
        if not name:
            return number, None, None, 0
        wrong = bench.judge(scenario, done, mode, on)
        wrong = wrong and f"{wrong}: status {done.returncode}, says {done.stderr.strip()!r}"
        # What the next run makes of the start is known from the run that counted the calls.
        return number, name, wrong or (None if bench.is_start(scenario) else bench.judge_next()), done.returncode
    except subprocess.TimeoutExpired:
        return number, "?", "it hangs", 0


def campaign(pool, settings, scenario, plan, every, chance):
    """Tries the points of one campaign. Gives how many were hit, and how many of those were wrong."""
    name, kinds, error, mode, _ = plan
    bench = Bench(settings, "count")
    bench.restore(scenario)
    count = bench.run(kinds, error, mode, 0, 0)[1]
    assert contents(bench.site) == settings["new"], "a run without a fault does not make the new site"
    step = max(1, every * (RARER.get(kinds, 1) if every > 1 else 1))
    start = chance.randint(1, step)
    jobs = [(settings, scenario, plan, number) for number in range(start, count + 2, step)]
    hit, wrong, statuses, said = 0, 0, {}, {}
    for number, call, why, status in pool.imap_unordered(attempt, jobs, 4):
        hit += call is not None
        if call:
            statuses[status] = statuses.get(status, 0) + 1
        if why:
            wrong += 1
            said.setdefault(why[:40], []).append((number, call, why))
    told = ", ".join(f"{times} with {status}" for status, times in sorted(statuses.items()))
    print(f"{'FAILED' if wrong else 'ok'} {scenario}: {name}: {hit} of {count} points tried; {told}", flush=True)
    for cases in said.values():
        number, call, why = min(cases)
        print(f"    {len(cases)} times, first number {number}, {call}: {why}", flush=True)
    return hit, wrong


def prepare(program, data, shim, folder):
    os.makedirs(folder)
    env = {**os.environ, "COLOPHON_DATA": os.path.join(folder, "data"), "GIT_CEILING_DIRECTORIES": folder, "XDG_CACHE_HOME": os.path.join(folder, "cache")}
    reader, before, clean = (os.path.join(folder, name) for name in ("reader", "before", "clean"))
    settings = {"folder": folder, "program": shutil.copy(program, os.path.join(folder, "colophon")), "shim": shim, "reader": reader}
    settings.update(env=env, before=before)
    for name in ("layouts", "assets"):
        shutil.copytree(os.path.join(data, name), os.path.join(folder, "data", name))

    def build(out):
        command = [settings["program"], "build", "-q", "-s", reader, "-o", os.path.join(out, "site")]
        subprocess.run(command, env=env, check=True)
        return contents(os.path.join(out, "site"))

    def git(*words):
        subprocess.run(["git", "-C", reader, *words], env=env, check=True)

    write_reader(reader, OLD)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "Begin")
    git("tag", "-a", "-m", "The first edition", "ed/1")
    # The first build has its state in the cache, the others beside the output, which is copied with it.
    os.makedirs(os.path.join(before, ".colophon", "site"))
    old = build(before)
    write_reader(reader, HALF)
    half_way, half = interrupt(settings, before, folder), build(os.path.join(folder, "half"))
    write_reader(reader, NEW)
    git("add", "-A", "content/essays")
    git("commit", "-q", "-m", "Go on")
    settings["new"] = build(clean)
    recovery = (half_way, [contents(os.path.join(half_way, "site")), half])
    settings["starts"] = {"first build": (None, [{}]), "incremental": (before, [old]), "recovery": recovery}
    return settings


def interrupt(settings, before, folder):
    """A folder where a build was killed with some pages in place and some not."""
    bench = Bench({**settings, "starts": {"killed": (before, [])}}, "half-way")
    bench.restore("killed")
    bench.run(RENAME, 0, KILL_ALL, 12, 12)
    assert os.path.exists(os.path.join(bench.state(), "journal")), "no journal stands after the kill"
    return bench.folder


def main():
    program, data, shim, folder, every, seed = sys.argv[1:7]
    settings = prepare(program, data, shim, folder)
    print(f"seed {seed}, one point of {every}; {len(settings['new'])} files and folders", flush=True)
    only = os.environ.get("ONLY", "")
    chance, tried, wrong = random.Random(seed), 0, 0
    with multiprocessing.Pool(int(os.environ.get("JOBS", os.cpu_count()))) as pool:
        for scenario in settings["starts"]:
            for plan in CAMPAIGNS:
                if only in f"{scenario}: {plan[0]}":
                    hit, bad = campaign(pool, settings, scenario, plan, int(every), chance)
                    tried, wrong = tried + hit, wrong + bad
    print(f"{tried} fault points")
    print(f"{tried - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
