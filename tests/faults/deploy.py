"""deploy: each call to the system of a deploy, and of every git that it runs, fails once, or is the last.

    python3 deploy.py PROGRAM DATA SHIM FOLDER EVERY SEED

One edit is published, from a shelf that has the branch, and from one that must fetch it. After each fault the branch is the old
one or the new one, git finds no fault with either repository, and the reader's has no reference more; the status is 3 with a
message, 0 with the new branch, or that of a killed process. The next run publishes the new site. EVERY, SEED and ONLY are as in
faults.py. The last line is "N passed, M failed".
"""

import errno
import os
import random
import shutil
import subprocess
import sys

from faults import CONTROL, EVERY_KIND, FAIL, FOLDER, FORK, ALLOCATE, KILL_ALL, KILL_PROCESS, MAP, OPEN, READ, RENAME, STATUS, WRITE

CAMPAIGNS = [
    ("writes fail: no space", WRITE, errno.ENOSPC, FAIL),
    ("renames fail", RENAME, errno.EIO, FAIL),
    ("opens fail", OPEN, errno.EIO, FAIL),
    ("folders fail", FOLDER, errno.EIO, FAIL),
    ("maps and forks fail", MAP | FORK, errno.EAGAIN, FAIL),
    ("one process is killed", EVERY_KIND & ~(ALLOCATE | STATUS | READ), 0, KILL_PROCESS),
    ("all are killed", EVERY_KIND & ~(ALLOCATE | STATUS | READ), 0, KILL_ALL),
]

PAGE = "---\ntitle: A page\ndate: 2020\n---\n\n%s\n"
READER = {
    "content/site.yaml": "title: Faults\n",
    "content/essays/first.md": PAGE % "It opens.",
    "content/essays/second.md": PAGE.replace("A page", "Another") % "See [[first]].",
    ".gitignore": "site\n.colophon\n",
}


class Bench:
    """A reader, its remote, and how they are put back."""

    def __init__(self, program, data, shim, folder):
        os.makedirs(folder)
        self.folder, self.control, self.shim = folder, os.path.join(folder, "control"), shim
        self.program = shutil.copy(program, os.path.join(folder, "colophon"))
        self.env = {**os.environ, "COLOPHON_DATA": data, "GIT_CEILING_DIRECTORIES": folder, "HOME": folder}
        self.reader, self.remote = os.path.join(folder, "now", "r"), os.path.join(folder, "now", "r.git")

    def git(self, *words):
        return subprocess.run(["git", *words], env=self.env, check=True, capture_output=True, text=True).stdout.strip()

    def write(self, path, text):
        path = os.path.join(self.reader, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def command(self):
        return [self.program, "deploy", "-q", "-j", "1", "-s", self.reader]

    def prepare(self):
        for path, text in READER.items():
            self.write(path, text)
        self.git("init", "-q", "-b", "main", self.reader)
        self.git("init", "-q", "--bare", self.remote)
        self.git("-C", self.remote, "config", "uploadpack.allowFilter", "true")
        self.git("-C", self.reader, "remote", "add", "origin", "file://" + self.remote)
        self.commit("Begin")
        subprocess.run(self.command(), env=self.env, check=True)
        self.write("content/essays/first.md", PAGE % "It opens the matter.")
        self.commit("Edit")
        self.keep("known")
        shutil.rmtree(os.path.join(self.reader, ".colophon", "deploy", "branch"))
        self.keep("fetched")
        self.old = self.tree()
        subprocess.run(self.command(), env=self.env, check=True)
        self.new = self.tree()
        assert self.old != self.new

    def commit(self, message):
        self.git("-C", self.reader, "add", "-A")
        self.git("-C", self.reader, "commit", "-q", "-m", message)

    def keep(self, scenario):
        shutil.copytree(os.path.join(self.folder, "now"), os.path.join(self.folder, scenario), symlinks=True)

    def restore(self, scenario):
        shutil.rmtree(os.path.join(self.folder, "now"))
        shutil.copytree(os.path.join(self.folder, scenario), os.path.join(self.folder, "now"), symlinks=True)

    def tree(self):
        return self.git("-C", self.remote, "rev-parse", "pages^{tree}")

    def run(self, kinds, error, mode, number):
        """Gives the run, how many calls there were, and the one that was hit."""
        with open(self.control, "wb") as file:
            file.write(CONTROL.pack(0, number, number, kinds, mode, error, 0, b""))
        env = {**self.env, "FAULTS": self.control, "LD_PRELOAD": self.shim}
        done = subprocess.run(self.command(), env=env, capture_output=True, text=True, errors="replace", timeout=60, start_new_session=True)
        with open(self.control, "rb") as file:
            count, _, _, _, _, _, hits, name = CONTROL.unpack(file.read())
        return done, count, name.rstrip(b"\0").decode() if hits else None

    def judge(self, done, mode):
        """What is wrong after the fault, or None."""
        tree = self.tree()
        if tree not in (self.old, self.new):
            return "the branch is neither the old one nor the new one"
        if self.git("-C", self.reader, "for-each-ref", "--format=%(refname)") != "refs/heads/main":
            return "the reader's repository has another reference"
        if mode == KILL_ALL:
            return None if done.returncode in (-9, 0) else f"status {done.returncode}"
        if done.returncode == 0:
            return None if tree == self.new else "status 0, and the branch is the old one"
        if mode == KILL_PROCESS and done.returncode == -9:
            return None
        told = "error[" in done.stderr or "out of memory" in done.stderr
        return None if done.returncode in (1, 2, 3) and told else f"status {done.returncode}, told: {told}"

    def unlock(self):
        """A server that was killed leaves its lock, which git has an administrator remove; that is told in git's words."""
        lock = os.path.join(self.remote, "refs", "heads", "pages.lock")
        if not os.path.exists(lock):
            return None
        done = subprocess.run(self.command(), env=self.env, capture_output=True, text=True, timeout=60)
        if self.tree() == self.new and done.returncode == 0:
            return None
        os.remove(lock)
        return None if "error[E431]" in done.stderr and "pages.lock" in done.stderr else f"nothing of the lock is told: {done.stderr}"

    def judge_next(self):
        try:
            wrong = self.unlock()
            if wrong:
                return wrong
            done = subprocess.run(self.command(), env=self.env, capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            return "the next run hangs"
        if done.returncode != 0:
            return f"the next run has status {done.returncode}: {done.stderr}"
        if self.tree() != self.new:
            return "the next run does not publish the new site"
        for repository in (self.reader, self.remote):
            self.git("-C", repository, "fsck", "--strict")
        return None


def attempt(bench, scenario, plan, number):
    _, kinds, error, mode = plan
    bench.restore(scenario)
    try:
        done, _, name = bench.run(kinds, error, mode, number)
    except subprocess.TimeoutExpired:
        return "?", "it hangs"
    wrong = name and (bench.judge(done, mode) or bench.judge_next())
    return name, wrong and f"{wrong}: status {done.returncode}, says {done.stderr.strip()!r}"


def campaign(bench, scenario, plan, every, chance):
    name, kinds, error, mode = plan
    bench.restore(scenario)
    count = bench.run(kinds, error, mode, 0)[1]
    tried, wrong = 0, []
    for number in range(chance.randint(1, every), count + 1, every):
        call, why = attempt(bench, scenario, plan, number)
        tried += call is not None
        if why:
            wrong.append(f"    number {number}, {call}: {why}")
    print(f"{'FAILED' if wrong else 'ok'} {scenario}: {name}: {tried} of {count} points tried", flush=True)
    for line in wrong[:5]:
        print(line, flush=True)
    return tried, len(wrong)


def main():
    program, data, shim, folder, every, seed = sys.argv[1:7]
    bench, chance, only = Bench(program, data, shim, folder), random.Random(seed), os.environ.get("ONLY", "")
    del bench.env["COLOPHON_PUBLISHED"]
    bench.prepare()
    print(f"seed {seed}, one point of {every}", flush=True)
    tried, wrong = 0, 0
    for scenario in ("known", "fetched"):
        for plan in CAMPAIGNS:
            if only in f"{scenario}: {plan[0]}":
                hit, bad = campaign(bench, scenario, plan, int(every), chance)
                tried, wrong = tried + hit, wrong + bad
    print(f"{tried - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
