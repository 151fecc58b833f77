"""folders: what stands below a folder, for the tests that compare sites."""

import os


def contents(folder):
    """{path: bytes} of all files below a folder, and {path/: None} of all folders."""
    found = {}
    for above, folders, files in os.walk(folder):
        for name in folders:
            found[os.path.relpath(os.path.join(above, name), folder) + "/"] = None
        for name in files:
            path = os.path.join(above, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found
