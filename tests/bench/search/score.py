#!/usr/bin/env python3
"""score.py ANSWERS...: what ask.mjs was answered, as a table: of each kind of query in how many of a hundred the right essay, and the
right passage, stand first and among the first five, how many had no answer, and the bytes of a query asked first. With --misses N
also N queries of each kind whose passage is not among the first five."""
import json
import statistics
import sys


def right(answer, only_essay, among):
    """An essay counts by the first of its passages that it shows, as a visitor would follow it."""
    essays = {slug for slug, _ in answer["truth"]}
    passages = {(slug, name) for slug, name in answer["truth"]}
    for found in answer["found"][:among]:
        if only_essay or (found["slug"], None) in passages:
            if found["slug"] in essays:
                return True
        elif any((found["slug"], name) in passages for name in found["ids"][:1 if among == 1 else 3]):
            return True
    return False


def percent(answers, holds):
    return 100 * sum(map(holds, answers)) / len(answers)


def row(kind, engine, answers):
    figures = [percent(answers, lambda a, only=only, among=among: right(a, only, among))
               for only in (True, False) for among in (1, 5)]
    none = percent(answers, lambda a: not a["found"])
    return f"| {kind} | {engine} | " + " | ".join(f"{figure:.0f}" for figure in figures + [none]) + f" | {len(answers)} |"


def show_misses(results, count):
    for result in results:
        for kind in dict.fromkeys(a["kind"] for a in result["answers"]):
            missed = [a for a in result["answers"] if a["kind"] == kind and not right(a, False, 5)]
            for answer in missed[:count]:
                print(f"{result['engine']}: {kind}: {answer['query']}: {answer['truth'][:2]}: "
                      f"{answer.get('error') or [(f['slug'], f['ids'][:2]) for f in answer['found'][:2]]}")


def main():
    misses = int(sys.argv.pop(sys.argv.index("--misses") + 1)) if "--misses" in sys.argv else 0
    results = [json.load(open(name, encoding="utf-8")) for name in sys.argv[1:] if name != "--misses"]
    print("| query | by | essay first | essay in 5 | passage first | passage in 5 | nothing | of |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in dict.fromkeys(a["kind"] for result in results for a in result["answers"]):
        for result in results:
            print(row(kind, result["engine"], [a for a in result["answers"] if a["kind"] == kind]))
    for result in results:
        costs = [cost for cost in result["costs"] if cost["found"] == 5] or result["costs"]
        print(f"\n{result['engine']}, asked first, of {len(costs)} queries with five results: " + ", ".join(
            f"{what} median {statistics.median(c[key] for c in costs) / scale:.0f}{unit}, most {max(c[key] for c in costs) / scale:.0f}{unit}"
            for what, key, scale, unit in (("bytes", "bytes", 1000, " KB"), ("gzipped", "packed", 1000, " KB"), ("requests", "requests", 1, ""))))
    show_misses(results, misses)


main()
