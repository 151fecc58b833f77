// The cases of tests/search/words.txt by the words of browsers (assets/search.js): prints what differs.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { wordsOf } = require(path.join(__dirname, "../../assets/search.js"));

const escape = /\\t|\\u\{([0-9a-f]+)\}|\\u([0-9a-f]{4})/gi;
const marks = { last: form => `[${form}]`, only: form => `{${form}}` };
const lines = fs.readFileSync(process.argv[2], "utf8").split("\n").filter(line => line.includes("\t") && !line.startsWith("#"));
for (const line of lines) {
  const [written, expected] = line.split("\t");
  const text = written.replace(escape, (all, long, short) => (all === "\\t" ? "\t" : String.fromCodePoint(parseInt(long || short, 16))));
  const words = wordsOf(text).map(({ form, kind }) => (marks[kind] ? marks[kind](form) : form)).join(" ");
  if (words !== expected) {
    console.log(`${written}\n    gives    ${words}\n    expected ${expected}`);
    process.exitCode = 1;
  }
}
if (lines.length < 20)
  process.exitCode = 1;
