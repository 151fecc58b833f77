"""Every case of the Mustache specification through `colophon render TEMPLATE --partials DIR < view.json`, byte for byte.

    python3 mustache_spec.py COLOPHON FOLDER OWN

FOLDER holds the published cases, a JSON file a module (lambdas are left out: a layout cannot compute). OWN is a file of the
same form with our own cases.
"""

import json
import pathlib
import subprocess
import sys
import tempfile


def cases(path):
    """Yields (module, case)."""
    for case in json.loads(path.read_text(encoding="utf-8"))["tests"]:
        yield path.stem, case


def run(program, case):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        template, partials = folder / "template.mustache", folder / "partials"
        partials.mkdir()
        template.write_bytes(case["template"].encode())
        for partial, text in case.get("partials", {}).items():
            (partials / f"{partial}.mustache").write_bytes(text.encode())
        command = [program, "render", str(template), "--partials", str(partials)]
        done = subprocess.run(command, input=json.dumps(case["data"]).encode(), stdout=subprocess.PIPE, check=False)
        return done.returncode, done.stdout.decode(errors="replace")


def count_passed(program, all_cases):
    passed = 0
    for module, case in all_cases:
        status, output = run(program, case)
        if status == 0 and output == case["expected"]:
            passed += 1
        else:
            print(f"{module}: {case['name']}: status {status}\n expected {case['expected']!r}\n got      {output!r}")
    return passed


def main():
    program, folder, own = sys.argv[1:]
    modules = [path for path in sorted(pathlib.Path(folder).glob("*.json")) if "lambdas" not in path.name]
    published = [case for path in modules for case in cases(path)]
    ours = list(cases(pathlib.Path(own)))
    passed, passed_ours = count_passed(program, published), count_passed(program, ours)
    print(f"{passed} of {len(published)} cases of the Mustache specification pass ({', '.join(path.stem for path in modules)})")
    print(f"{passed_ours} of {len(ours)} of our own cases pass (inheritance, dynamic names, later additions)")
    failed = len(published) + len(ours) - passed - passed_ours
    print(f"{passed + passed_ours} passed, {failed} failed")
    return 1 if failed or not published else 0


sys.exit(main())
