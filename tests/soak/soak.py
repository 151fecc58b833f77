"""soak: random edits to a small reader; after each the incremental site must be that of a clean build, byte for byte.

    python3 soak.py PROGRAM DATA FOLDER ROUNDS SEED

DATA has the default layouts and assets; everything is made in FOLDER. Each round makes one to three edits (reader.py) or one
move in git, builds into the site of the rounds before, builds again into an empty folder, and compares. A build that finds
errors must leave the site as it was, to the inode, and is undone. Every third round also makes one of the `also_` checks:
another way to the same site, or damage to what is remembered; and every third edits texts alone in a copy of the reader outside
of git, where that takes the short way. The same SEED makes the same rounds, but for the moments at
which builds are stopped. The last line is "N passed, M failed"; a failure names the seed, the round, the edits and what
differs, and ends the run.
"""

import glob
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from folders import contents  # noqa: E402
from reader import Reader  # noqa: E402

OPTIONS = [[], [], [], [], ["--drafts"], ["--base-url", "https://other.example.org/x/"]]
ELSEWHERE = {"LANG": "zh_CN.UTF-8", "LC_ALL": "C", "TZ": "Asia/Kathmandu", "USER": "somebody", "LOGNAME": "somebody", "TERM": "dumb"}
WAIT_S = 120
# How often each is made: editions weigh most, since what they change stands on the pages of essays that are not touched.
MOVES = {"commit": 2, "amended": 1, "branch": 1, "switch": 1, "merge": 1, "octopus": 1, "crossed": 1, "detached": 1, "packed": 1, "edition": 5, "no_edition": 3}


class Failure(Exception):
    pass


def stamps(folder):
    """What shows whether anything below a folder was written."""
    found = {}
    for above, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(above, name)
            status = os.lstat(path)
            found[os.path.relpath(path, folder)] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def differences(ours, theirs):
    lines = [f"only in the incremental site: {path}" for path in sorted(ours.keys() - theirs.keys())]
    lines += [f"missing from the incremental site: {path}" for path in sorted(theirs.keys() - ours.keys())]
    for path in sorted(ours.keys() & theirs.keys()):
        if ours[path] != theirs[path]:
            lines.append(f"differs: {path}")
            lines += first_difference(ours[path], theirs[path])
    return lines


def first_difference(ours, theirs):
    pairs = zip((ours + b"\n(end)").splitlines(), (theirs + b"\n(end)").splitlines())
    number, (a, b) = next((i + 1, pair) for i, pair in enumerate(pairs) if pair[0] != pair[1])
    return [f"    line {number}: {a[:300]!r}", f"    clean:   {b[:300]!r}"]


def without_seconds(words):
    return re.sub(r" in [0-9.]+ s;", ";", words)


def without_notes(words):
    return re.sub(r"^note: .*\n", "", words, flags=re.M)


class Soak:
    def __init__(self, program, data, folder, seed):
        self.random = random.Random(seed)
        self.folder = folder
        os.makedirs(folder)
        self.program = shutil.copy(program, self.at("colophon"))
        for name in ("layouts", "assets"):
            shutil.copytree(os.path.join(data, name), self.at("data", name))
        self.env = {**os.environ, "COLOPHON_DATA": self.at("data"), "GIT_CEILING_DIRECTORIES": folder}
        self.site = self.at("out", "site")
        self.env["XDG_CACHE_HOME"] = self.at("out", "cache")
        self.reader = Reader(self.random, self.at("data", "layouts"))
        self.on_disk = {}
        self.models = {}
        self.branches = ["main"]
        self.options = []
        self.checks = 0
        self.counts = {}
        self.queue = []
        self.story = []
        self.write(self.reader)
        self.git("init", "-q", "-b", "main")
        self.git("config", "gc.auto", "0")
        self.commit("Begin")

    @property
    def state(self):
        return glob.glob(self.at("out", "cache", "colophon", "site-*"))[0]

    def at(self, *parts):
        return os.path.join(self.folder, *parts)

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def check(self, good, what, lines=()):
        self.checks += 1
        if not good:
            raise Failure("\n".join([what, *lines[:40]]))

    # The reader on the disk

    def write(self, reader):
        files = reader.files()
        for path in self.on_disk.keys() - files.keys():
            os.remove(self.at("r", path))
            self.remove_empty(os.path.dirname(path))
        for path, data in files.items():
            if self.on_disk.get(path) != data:
                self.write_file(self.at("r", path), data)
        self.on_disk = files

    def write_file(self, path, data):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        before = os.stat(path) if os.path.exists(path) else None
        with open(path, "wb") as file:
            file.write(data)
        # An editor that keeps the time of a file must not fool anyone.
        if before and (before.st_size == len(data) or self.random.random() < 0.3):
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def remove_empty(self, folder):
        while folder and not os.listdir(self.at("r", folder)):
            os.rmdir(self.at("r", folder))
            folder = os.path.dirname(folder)

    # git

    def git(self, *arguments):
        done = subprocess.run(["git", "-C", self.at("r"), *arguments], env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise Failure(f"git {' '.join(arguments)}: {done.stderr}")
        return done.stdout.strip()

    def commit(self, *arguments):
        moment = f"{self.random.choice([2024, 2025])}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}T10:00:00+02:00"
        self.env["GIT_AUTHOR_DATE"] = self.env["GIT_COMMITTER_DATE"] = moment
        self.env["GIT_AUTHOR_NAME"] = self.random.choice(["Ada Editor", "Bo Editor"])
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", *arguments)
        self.models[self.git("rev-parse", "HEAD")] = self.reader.copy()

    def go_to(self, commit):
        self.reader = self.models[commit].copy()
        self.on_disk = self.reader.files()

    def move_commit(self):
        self.commit("Change some things")

    def move_amended(self):
        self.commit("Change them otherwise", "--amend")

    def move_branch(self):
        self.commit("Keep this")
        name = f"branch-{len(self.branches)}"
        commits = self.git("rev-list", "-n", "20", "--all").split()
        commit = self.random.choice([commit for commit in commits if commit in self.models])
        self.git("checkout", "-q", "-b", name, commit)
        self.branches.append(name)
        self.go_to(commit)

    def move_switch(self):
        self.commit("Keep that")
        self.git("checkout", "-q", self.random.choice(self.branches))
        self.go_to(self.git("rev-parse", "HEAD"))

    def move_merge(self):
        self.commit("Before a merge")
        self.git("merge", "-q", "-s", "ours", "--allow-unrelated-histories", "-m", "Merge", self.random.choice(self.branches))
        self.models[self.git("rev-parse", "HEAD")] = self.reader.copy()

    def join(self, message, *others):
        """A merge whose texts are those of none of its sides: what the reader has now, edited."""
        self.git("merge", "-q", "-s", "ours", "--no-commit", "--allow-unrelated-histories", *others)
        self.reader.edit()
        self.write(self.reader)
        self.commit(message)

    def move_octopus(self):
        self.commit("Before an octopus")
        self.join("Octopus", *self.random.sample(self.branches, min(3, len(self.branches))))

    def move_crossed(self):
        """Two branches, each with an edit of its own, take from each other, and the second is the one that goes on."""
        self.commit("Before a crossing")
        names = [f"branch-{len(self.branches) + i}" for i in range(2)]
        self.branches += names
        for name in names:
            self.git("branch", name)
        tips = []
        for name in names:
            self.git("checkout", "-q", name)
            self.go_to(self.git("rev-parse", "HEAD"))
            self.reader.edit()
            self.write(self.reader)
            self.commit("On " + name)
            tips.append(self.git("rev-parse", "HEAD"))
        for name, other in zip(names, reversed(tips)):
            self.git("checkout", "-q", name)
            self.go_to(self.git("rev-parse", "HEAD"))
            self.join("Crossed", other)
        self.join("Joined again", names[0])

    def move_detached(self):
        self.commit("Before a look back")
        commits = [commit for commit in self.git("rev-list", "-n", "5", "HEAD").split() if commit in self.models]
        self.git("checkout", "-q", "--detach", commits[-1])
        self.go_to(commits[-1])
        self.git("checkout", "-q", "-B", self.branches[-1])

    def move_packed(self):
        self.commit("Before packing")
        self.git("gc", "-q")

    def move_edition(self):
        """Of what was built before, since an edition that cannot be built stops all later builds. It may move, too."""
        self.commit("Before an edition")
        self.git("tag", "-f", f"edition/{self.random.choice(['One', 'two'])}")
        self.reader.site["editions"] = ["edition/*"]
        self.write(self.reader)

    def move_no_edition(self):
        for name in self.git("tag", "--list").split()[:1]:
            self.git("tag", "-d", name)

    def move(self):
        name = self.random.choices(list(MOVES), MOVES.values())[0]
        getattr(self, "move_" + name)()
        return f"git {name}"

    # Building

    def command(self, out, *more, source=None):
        return [self.program, "build", "-s", source or self.at("r"), "-o", out, *self.options, *more]

    def run(self, command, env=None, umask=-1):
        env = dict(env or self.env)
        # A cache for each output, which goes when the output's folder goes.
        if "-o" in command:
            env["XDG_CACHE_HOME"] = os.path.join(os.path.dirname(command[command.index("-o") + 1]), "cache")
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=WAIT_S, umask=umask)
        # A crash of a worker is one diagnostic, and no excuse.
        if done.returncode not in (0, 1) or "crashed" in done.stderr or "Sanitizer" in done.stderr:
            raise Failure(f"status {done.returncode}: {' '.join(command)}\n{done.stdout}{done.stderr}")
        return done

    def build(self, *more):
        return self.run(self.command(self.site, *more))

    def clean(self, *more, name="clean", **rest):
        """The site of a build that starts from nothing."""
        shutil.rmtree(self.at(name), ignore_errors=True)
        done = self.run(self.command(self.at(name, "site"), *more), **rest)
        return done, contents(self.at(name, "site"))

    def compare(self, theirs, what):
        lines = differences(contents(self.site), theirs)
        self.check(not lines, what, lines)

    def check_litter(self):
        litter = [name for name in ("journal", "journal.new", "ledger.new", "stage") if os.path.exists(os.path.join(self.state, name))]
        litter += [name for name in os.listdir(self.at("out")) if name not in ("site", "cache")]
        litter += [name for name in os.listdir(os.path.join(self.state, "remembered")) if not name.endswith(".results")]
        self.check(not litter, f"litter: {litter}")

    # Rounds

    def edit(self):
        if self.random.random() < 0.25:
            self.story = [self.move()]
        else:
            self.story = [self.reader.edit() for _ in range(self.random.choice([1, 1, 1, 2, 3]))]
            self.write(self.reader)
        for words in self.story:
            self.count(words.split(":")[0])

    def round(self, number):
        before = self.reader.copy()
        self.options = self.random.choice(OPTIONS)
        if self.options and self.build().returncode == 1:
            self.options = []
            self.build()
        self.edit()
        stamp = stamps(self.site)
        ours = self.build(*self.random.choice([[], ["-j", "1"], ["-j", "3"]]))
        done, theirs = self.clean()
        self.check(ours.returncode == done.returncode, f"status {ours.returncode}, clean {done.returncode}", [ours.stderr, done.stderr])
        if done.returncode == 1:
            self.refused(stamp, before, ours, done)
        else:
            self.compare(theirs, "an incremental build is not the clean one")
            self.tells_again(done)
        self.check_litter()
        if self.options and self.run([self.program, "check", "-s", self.at("r")]).returncode == 1:
            self.reader = before
            self.write(self.reader)
        elif number % 3 == 2:
            self.also()
        elif number % 3 == 1:
            self.texts_alone()

    def refused(self, stamp, before, ours, done):
        """Errors: the site stands as it was, and a clean build says the same. What was done is undone."""
        self.count("(refused)")
        self.check(stamps(self.site) == stamp, "a build with errors touched the site")
        self.check(without_seconds(ours.stderr) == without_seconds(done.stderr), "an incremental build tells other errors", [ours.stderr, "--- clean:", done.stderr])
        self.reader = before
        self.write(self.reader)
        self.story.append("(undone)")
        self.again("after errors were mended")

    def tells_again(self, done):
        """Where nothing has changed since, a build tells what a clean one does, whether it loads the site or not."""
        ours = self.build()
        self.check(without_notes(ours.stderr) == without_notes(done.stderr), "a build that changes nothing tells other warnings", [ours.stderr, "--- clean:", done.stderr])

    def texts_alone(self):
        plain, site = self.at("p"), self.at("plain", "site")
        books, feed = self.reader.site.pop("books", None), self.reader.site.pop("feed", None)
        # An essay that stands in a book has no short way, nor has one whose text stands in feeds.
        if self.random.random() < 0.7:
            self.reader.site["books"] = []
        elif feed:
            self.reader.site["feed"] = feed
        for number in range(4):
            if number:
                self.story.append("alone: " + (self.reader.edit_text_alone() or "none"))
            self.copy_files(plain)
            ours = self.run([self.program, "build", "-s", plain, "-o", site, "--explain"])
            if ours.returncode == 1:
                break
            if "only its text changed" in ours.stderr:
                self.count("(the short way)")
            elif number and ", 0 warnings" in ours.stdout:
                self.count("(another way, without a warning)") # what is to be told again is known from the whole site only
            theirs = self.run([self.program, "build", "-s", plain, "-o", self.at("plain clean", "site")])
            self.check(theirs.returncode == 0, "a clean build of a copy fails", [theirs.stderr])
            lines = differences(contents(site), contents(self.at("plain clean", "site")))
            self.check(not lines, "an edited text is not that of a clean build", lines)
            shutil.rmtree(self.at("plain clean"))
        for name, value in (("books", books), ("feed", feed)):
            self.reader.site.pop(name, None)
            if value is not None:
                self.reader.site[name] = value
        self.write(self.reader)

    def copy_files(self, folder):
        files = self.reader.files()
        for path in contents(folder).keys() - files.keys() if os.path.exists(folder) else ():
            if os.path.lexists(os.path.join(folder, path)) and os.path.isfile(os.path.join(folder, path)):
                os.remove(os.path.join(folder, path))
        for above, _, _ in os.walk(folder, topdown=False):
            if not os.listdir(above):
                os.rmdir(above)
        for path, data in files.items():
            at = os.path.join(folder, path)
            if not os.path.exists(at) or open(at, "rb").read() != data:
                self.write_file(at, data)

    def again(self, what):
        """Another incremental build and another clean one."""
        ours = self.build()
        done, theirs = self.clean()
        self.check(ours.returncode == 0 and done.returncode == 0, what, [ours.stderr, done.stderr])
        self.compare(theirs, what)

    def also(self):
        if not self.queue:
            self.queue = sorted(name for name in dir(self) if name.startswith("also_"))
            self.random.shuffle(self.queue)
        name = self.queue.pop()
        self.story.append(name)
        self.count(name)
        getattr(self, name)()

    # Other ways to the same site

    def same(self, what, *more, source=None, as_user=(), **rest):
        shutil.rmtree(self.at("other"), ignore_errors=True)
        os.mkdir(self.at("other"))
        os.chmod(self.at("other"), 0o777)
        done = self.run([*as_user, *self.command(self.at("other", "site"), *more, source=source)], **rest)
        self.check(done.returncode == 0, what, [done.stderr])
        self.compare(contents(self.at("other", "site")), what)

    def also_one_worker(self):
        self.same("-j 1 is another site", "-j", "1")

    def also_many_workers(self):
        self.same("-j 7 is another site", "-j", "7")

    def also_commit(self):
        self.commit("For a revision")
        self.again("after a commit")
        self.same("a work directory is not its commit", "--rev", "HEAD")

    def also_elsewhere(self):
        place = self.at("copy of it", "élsewhere", "deep")
        shutil.rmtree(self.at("copy of it"), ignore_errors=True)
        shutil.copytree(self.at("r"), place)
        home = self.at("home")
        os.makedirs(home, exist_ok=True)
        env = {**self.env, **ELSEWHERE, "HOME": home, "XDG_CONFIG_HOME": home}
        # Only root can be somebody else.
        as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        what = "another folder, locale, time zone, user and umask give another site"
        self.same(what, source=place, as_user=as_user, env=env, umask=0o077)

    def also_clone(self):
        self.commit("For a clone")
        self.again("after a commit")
        shutil.rmtree(self.at("clone"), ignore_errors=True)
        self.git("clone", "-q", self.at("r"), self.at("clone"))
        self.same("a clone is another site", source=self.at("clone"))

    def also_nothing(self):
        # What is known of files that were just changed is not remembered yet.
        time.sleep(2.1)
        self.build()
        before = stamps(os.path.dirname(self.site))
        done = self.build()
        self.check("(0 changed)" in done.stdout, "a second build changes something", [done.stdout])
        changed = sorted(path for path, now in stamps(os.path.dirname(self.site)).items() if before.get(path) != now)
        self.check(not changed, "a second build writes something", changed)

    def also_touched(self):
        for path in self.on_disk:
            os.utime(self.at("r", path))
        done = self.build()
        self.check("(0 changed)" in done.stdout, "touched files change the site", [done.stdout])

    # Damage to what is remembered

    def segments(self):
        folder = os.path.join(self.state, "remembered")
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]

    def damage(self, harm):
        for path in self.segments():
            with open(path, "r+b") as file:
                harm(file, os.path.getsize(path))
        self.again(f"after {self.story[-1]}")
        self.check_litter()

    def also_remembered_missing(self):
        shutil.rmtree(os.path.join(self.state, "remembered"))
        self.again("without what is remembered")

    def also_remembered_truncated(self):
        self.damage(lambda file, size: file.truncate(self.random.randrange(size)))

    def also_remembered_flipped(self):
        def flip(file, size):
            for _ in range(self.random.choice([1, 1, 20])):
                at = self.random.randrange(size)
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes([byte ^ (1 << self.random.randrange(8))]))

        self.damage(flip)

    def also_remembered_of_another_version(self):
        def version(file, _):
            file.seek(8)
            file.write((99).to_bytes(8, "little"))

        self.damage(version)

    def also_remembered_replaced(self):
        """What was remembered of another reader, or a file in place of the folder."""
        folder = os.path.join(self.state, "remembered")
        shutil.rmtree(folder)
        if self.random.random() < 0.5:
            with open(folder, "w") as file:
                file.write("not a folder\n")
            self.again("with a file in place of what is remembered")
            os.remove(folder)
        os.makedirs(folder, exist_ok=True)
        for name in ("0000000000000001-abcdef.results", "new-abcdef"):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(self.random.randbytes(5000))
        self.again("with rubbish among what is remembered")

    def also_remembered_read_only(self):
        folder = os.path.join(self.state, "remembered")
        self.reader.edit_body()
        self.write(self.reader)
        for path in self.segments() + [folder]:
            os.chmod(path, stat.S_IMODE(os.stat(path).st_mode) & ~0o222)
        powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"] if os.geteuid() == 0 else []
        done = self.run(powerless + self.command(self.site))
        theirs = self.clean()[1]
        os.chmod(folder, 0o755)
        self.check(done.returncode == 0, "read-only state fails", [done.stderr])
        self.compare(theirs, "with read-only state")

    # Damage to the ledger and the output

    def also_ledger_damaged(self):
        path = os.path.join(self.state, "ledger")
        with open(path, "r+b") as file:
            file.seek(self.random.randrange(os.path.getsize(path)))
            file.write(b"\xff\x00\xff")
        self.again("with a damaged ledger")

    def also_ledger_truncated(self):
        path = os.path.join(self.state, "ledger")
        os.truncate(path, self.random.randrange(os.path.getsize(path)))
        self.again("with a truncated ledger")

    def also_ledger_of_another_version(self):
        """A later version's: its files are owned all the same, so that an edit of everything is no trouble."""
        path = os.path.join(self.state, "ledger")
        with open(path, "r+b") as file:
            words = file.readline()
            self.check(words.startswith(b"colophon ledger "), "another first line of the ledger", [str(words)])
            file.seek(len(words) - 2)
            file.write(b"9")
        self.reader.change_layout("base.html")
        self.write(self.reader)
        self.again("with a ledger of another version")

    def also_ledger_missing(self):
        for name in ("ledger", "lock"):
            os.remove(os.path.join(self.state, name))
        self.again("without a ledger")

    def also_output_meddled_with(self):
        pages = sorted(path for path, data in contents(self.site).items() if data)
        gone, defaced = self.random.sample(pages, 2)
        os.remove(os.path.join(self.site, gone))
        with open(os.path.join(self.site, defaced), "r+b") as file:
            file.write(b"!")
        foreign = os.path.join(self.site, "essays", "CNAME")
        with open(foreign, "w") as file:
            file.write("not ours\n")
        self.build()
        self.check(os.path.exists(foreign), "a foreign file is gone")
        os.remove(foreign)
        self.again(f"after {gone} was removed and {defaced} changed")

    def also_output_missing(self):
        shutil.rmtree(self.site)
        self.again("without the output")

    # Several at once, and none to the end

    def also_two_at_once(self):
        self.reader.edit_title()
        self.write(self.reader)
        builds = [subprocess.Popen(self.command(self.site), env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        told = [build.communicate(timeout=WAIT_S) for build in builds]
        self.check([build.returncode for build in builds] == [0, 0], "two builds at once", [str(told)])
        self.again("after two builds at once")
        self.check_litter()

    def also_killed(self):
        self.stopped(signal.SIGKILL)

    def also_interrupted(self):
        self.stopped(signal.SIGINT)

    def stopped(self, number):
        self.reader.edit_title()
        self.reader.change_layout("base.html")
        self.write(self.reader)
        build = subprocess.Popen(self.command(self.site), env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(self.random.random() * 0.08)
        build.send_signal(number)
        out, told = build.communicate(timeout=WAIT_S)
        self.check(build.returncode in (0, 130, -number), f"stopped: status {build.returncode}", [str(out), str(told)])
        self.again(f"after signal {number}")
        self.check_litter()


def main():
    program, data, folder = sys.argv[1:4]
    rounds, seed = int(sys.argv[4]), sys.argv[5]
    print(f"seed {seed}, {rounds} rounds", flush=True)
    soak, number, failed = Soak(program, data, folder, seed), 0, 0
    started = time.monotonic()
    try:
        soak.again("the first build")
        for number in range(1, rounds + 1):
            soak.round(number)
    except Failure as failure:
        failed = 1
        print(f"FAILED in round {number} of seed {seed}: {failure}")
        print("after " + "; ".join(soak.story), "with", soak.options)
    if not failed and soak.counts.get("(another way, without a warning)", 0) >= 20 and not soak.counts.get("(the short way)"):
        failed = 1
        print("FAILED: no edit took the short way")
    for what, count in sorted(soak.counts.items()):
        print(f"{count:6} {what}")
    print(f"{number} rounds in {time.monotonic() - started:.0f} s")
    print(f"{soak.checks - failed} passed, {failed} failed")
    return failed


sys.exit(main())
