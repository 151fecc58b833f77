#!/usr/bin/env python3
"""bench.py [COUNT ...]: Colophon against Hugo and against the floor, on the same text. `make bench` runs it.

For each COUNT (default 1000 and 10000) it writes the corpus of corpus.py, on a memory file system where there is one, and
takes several runs in turn (A B C A B C ...), so that a machine whose speed drifts is unfair to nobody. Medians and ratios are printed as
a table, and written with the single runs to build/bench/results.json and as a plot of cost against COUNT to build/bench/cost.svg.

The floor: stock cmark-gfm over the whole corpus, one process after another, divided by the cores, plus a copy of the output.
Memory is the largest sum of the proportional set sizes of all processes of a run, sampled in a run of its own.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COLOPHON = os.environ.get("COLOPHON", f"{ROOT}/build/colophon")
CORES = len(os.sched_getaffinity(0))
RUNS = int(os.environ.get("RUNS", "5"))
EXTENSIONS = [word for name in ("table", "strikethrough", "autolink", "tasklist", "footnotes") for word in ("-e", name)]


def work_folder():
    base = "/dev/shm" if os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK) else f"{ROOT}/build"
    return f"{base}/colophon-bench-{os.getpid()}"


def run(command):
    """Seconds of wall time; the command must succeed."""
    start = time.monotonic()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seconds = time.monotonic() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode()[-2000:]}")
    return seconds


def session_memory(session):
    """Bytes of proportional set size of all processes of a session."""
    total = 0
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            if os.getsid(int(name)) == session:
                with open(f"/proc/{name}/smaps_rollup") as file:
                    total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:")) * 1024
        except OSError:
            continue
    return total


def peak_memory(command):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    peak, over = [0], threading.Event()

    def watch():
        while not over.wait(0.005):
            peak[0] = max(peak[0], session_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    over.set()
    watcher.join()
    return peak[0]


class Site:
    """One corpus, as a reader and as a Hugo site."""

    def __init__(self, folder, count):
        self.folder, self.count = folder, count
        self.reader, self.hugo_site = f"{folder}/reader", f"{folder}/hugo"
        subprocess.run([sys.executable, f"{HERE}/corpus.py", self.reader, str(count)], check=True)
        shutil.copytree(f"{HERE}/hugo", self.hugo_site)
        os.symlink(f"{self.reader}/content", f"{self.hugo_site}/content")
        shutil.copytree(f"{ROOT}/layouts", f"{self.reader}/layouts")
        self.all_texts = self.join_texts(sorted(os.listdir(f"{self.reader}/content/essays")))

    def join_texts(self, names):
        """Files of 10,000 essays each: cmark-gfm gives up above a gigabyte."""
        paths = []
        for first in range(0, len(names), 10000):
            paths.append(f"{self.folder}/all-{first}.md")
            with open(paths[-1], "wb") as out:
                for name in names[first : first + 10000]:
                    with open(f"{self.reader}/content/essays/{name}", "rb") as file:
                        out.write(file.read().split(b"---\n", 2)[2] + b"\n")
        return paths

    def colophon(self):
        return [COLOPHON, "build", "-q", "-s", self.reader, "-o", f"{self.folder}/out/site"]

    def hugo(self):
        return ["hugo", "--quiet", "--noBuildLock", "-s", self.hugo_site, "-d", f"{self.folder}/out-hugo", "--cacheDir",
                f"{self.folder}/hugo-cache"]

    def forget_colophon(self):
        shutil.rmtree(f"{self.folder}/out", ignore_errors=True)
        os.makedirs(f"{self.folder}/out")

    def forget_hugo(self):
        for name in ("out-hugo", "hugo-cache"):
            shutil.rmtree(f"{self.folder}/{name}", ignore_errors=True)

    def cold_colophon(self):
        self.forget_colophon()
        return run(self.colophon())

    def cold_hugo(self):
        self.forget_hugo()
        return run(self.hugo())

    def markdown_floor(self):
        start = os.times()
        for path in self.all_texts:
            run(["cmark-gfm", *EXTENSIONS, path])
        end = os.times()
        return (end.children_user - start.children_user + end.children_system - start.children_system) / CORES

    def copy_floor(self):
        copy = f"{self.folder}/copy"
        shutil.rmtree(copy, ignore_errors=True)
        seconds = run(["cp", "-r", f"{self.folder}/out/site", copy])
        shutil.rmtree(copy)
        return seconds

    def append(self, path, text):
        with open(f"{self.reader}/{path}", "a") as file:
            file.write(text)

    def edited_essay(self):
        self.append("content/essays/essay-000123.md", "\nOne more sentence, added by hand.\n")
        return run(self.colophon())

    def edited_layout(self):
        self.append("layouts/base.html", "<!-- edited -->")
        return run(self.colophon())

    def unchanged(self):
        run(self.colophon())
        return run(self.colophon())


def measure(folder, count, with_hugo):
    site = Site(folder, count)
    times = {"cold": [], "hugo": [], "markdown": [], "copy": [], "unchanged": [], "essay": [], "layout": []}
    site.cold_colophon()
    if with_hugo:
        site.cold_hugo()
    for _ in range(RUNS):
        times["cold"].append(site.cold_colophon())
        if with_hugo:
            times["hugo"].append(site.cold_hugo())
        times["markdown"].append(site.markdown_floor())
        times["copy"].append(site.copy_floor())
    for _ in range(RUNS):
        times["unchanged"].append(site.unchanged())
        times["essay"].append(site.edited_essay())
        times["layout"].append(site.edited_layout())
    site.forget_colophon()
    memory = {"colophon": peak_memory(site.colophon())}
    if with_hugo:
        site.forget_hugo()
        memory["hugo"] = peak_memory(site.hugo())
    size = sum(os.path.getsize(os.path.join(parent, name)) for parent, _, names in os.walk(f"{folder}/out/site") for name in names)
    return {"count": count, "runs": times, "median": {key: statistics.median(value) for key, value in times.items() if value},
            "peak_bytes": memory, "output_bytes": size}


def report(result):
    median, memory = result["median"], result["peak_bytes"]
    floor = median["markdown"] + median["copy"]
    print(f"\n{result['count']} essays, medians of {RUNS} runs, {CORES} cores, {result['output_bytes'] / 1e6:.0f} MB of output")
    rows = [("cold build", f"{median['cold']:.2f} s", f"{1e6 * median['cold'] / result['count']:.0f} µs an essay"),
            ("floor: cmark-gfm / cores + copy", f"{floor:.2f} s", f"cold is {median['cold'] / floor:.2f} times this"),
            ("nothing changed", f"{median['unchanged']:.3f} s", ""), ("one essay edited", f"{median['essay']:.3f} s", ""),
            ("one layout edited", f"{median['layout']:.2f} s", f"cold / 3 + copy is {median['cold'] / 3 + median['copy']:.2f} s"),
            ("peak memory", f"{memory['colophon'] / 1e6:.0f} MB", "")]
    if "hugo" in median:
        rows += [("Hugo, cold", f"{median['hugo']:.2f} s", f"Colophon is {median['hugo'] / median['cold']:.1f} times faster"),
                 ("Hugo, peak memory", f"{memory['hugo'] / 1e6:.0f} MB", f"Colophon needs 1/{memory['hugo'] / memory['colophon']:.1f}")]
    for name, value, note in rows:
        print(f"  {name:34}{value:>12}   {note}")


def plot(results, path):
    """Microseconds an essay against the number of essays, both on logarithmic axes, as SVG."""
    from math import log10
    series = [("Colophon, cold", "cold", "#1b6e5a"), ("Hugo, cold", "hugo", "#b3541e"), ("one essay edited", "essay", "#5a4fcf")]
    points = {key: [(r["count"], 1e6 * r["median"][key] / r["count"]) for r in results if key in r["median"]] for _, key, _ in series}
    everything = [point for line in points.values() for point in line]
    if not everything:
        return
    left, right = log10(min(x for x, _ in everything)) - 0.1, log10(max(x for x, _ in everything)) + 0.1
    low, high = log10(min(y for _, y in everything)) - 0.1, log10(max(y for _, y in everything)) + 0.1
    place = lambda x, y: (70 + 500 * (log10(x) - left) / (right - left), 320 - 290 * (log10(y) - low) / (high - low))
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 380" font-family="sans-serif" font-size="13">',
             '<rect width="720" height="380" fill="white"/><path d="M70 20V320H580" fill="none" stroke="#444"/>',
             '<text x="325" y="365" text-anchor="middle">essays</text><text x="75" y="15">µs an essay</text>']
    for x in sorted({x for x, _ in everything}):
        parts.append(f'<text x="{place(x, 10 ** low)[0]:.0f}" y="340" text-anchor="middle">{x:,}</text>')
    for number, (name, key, color) in enumerate(series):
        dots = [place(x, y) for x, y in points[key]]
        parts.append(f'<polyline fill="none" stroke="{color}" stroke-width="2" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in dots)}"/>')
        for (x, y), (_, cost) in zip(dots, points[key]):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{color}"/><text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{cost:.0f}</text>')
        parts.append(f'<text x="590" y="{40 + 22 * number}" fill="{color}">{name}</text>')
    with open(path, "w") as file:
        file.write("\n".join(parts) + "\n</svg>\n")


def main():
    counts = [int(word) for word in sys.argv[1:]] or [1000, 10000]
    os.makedirs(f"{ROOT}/build/bench", exist_ok=True)
    results = []
    for count in counts:
        folder = work_folder()
        os.makedirs(folder)
        try:
            results.append(measure(folder, count, shutil.which("hugo") is not None and count <= 20000))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        report(results[-1])
    first, last = results[0], results[-1]
    if last["count"] > first["count"]:
        growth = (last["median"]["cold"] / last["count"]) / (first["median"]["cold"] / first["count"])
        print(f"\ncost per essay from {first['count']} to {last['count']}: times {growth:.2f}")
    with open(f"{ROOT}/build/bench/results.json", "w") as file:
        json.dump(results, file, indent=1)
    plot(results, f"{ROOT}/build/bench/cost.svg")


main()
