// What a visitor loads who asks a site for the first time: the bytes, gzipped, of the scripts and of all files of the index that these read
// for one query and five results. Queries are made of the site's own passages by a fixed seed: six words in a row, four of a passage, two, one.
//
//     node loads.js SITE [COUNT [RESULTS]]      COUNT (60) queries of each kind; prints KB
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");
const assets = path.join(__dirname, "../../../assets");
const { colophonEngine, SCRIPTS } = require(path.join(assets, "search.js"));

const folder = path.join(process.argv[2], "search");
const count = Number(process.argv[3] || 60), limit = Number(process.argv[4] || 5);
const texts = fs.readdirSync(path.join(folder, "t")).sort();
const kinds = {
  "six in a row": words => words.slice(below(words.length - 6)).slice(0, 6),
  "four": words => [1, 2, 3, 4].map(() => any(words)),
  "two": words => [any(words), any(words)],
  "one": words => [any(words)],
};

let state = 7;
function below(limit) {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * limit);
}
const any = list => list[below(list.length)];

const own = name => (name === "search" ? "search" : `search-${name}`);
const script = name => fs.readFileSync(path.join(...(["search", ...SCRIPTS].includes(name) ? [assets, own(name)] : [folder, name])) + ".js", "utf8");
const sizes = {};
const size = name => (sizes[name] ??= zlib.gzipSync(script(name)).length);

function wordsOfSome() {
  for (;;) {
    const text = script(`t/${any(texts).slice(0, -3)}`);
    const { passages } = JSON.parse(text.slice(text.indexOf(",") + 1, -1));
    const words = passages.length ? any(passages)[2].replace(/[^\p{L}\p{N}' ]/gu, " ").split(/ +/).filter(Boolean) : [];
    if (words.length > 10)
      return words;
  }
}

async function loaded(query) {
  const names = new Set(["search", "show"]);
  const load = async name => {
    let value;
    names.add(name);
    new Function("colophonSearch", script(name))((own, given) => (value = given));
    return value;
  };
  await colophonEngine(load).search(query, { limit });
  return [...names].reduce((sum, name) => sum + size(name), 0) / 1024;
}

function say(name, list) {
  list.sort((a, b) => a - b);
  console.log(`${name}: median ${list[list.length >> 1].toFixed(0)} KB, nine of ten at most ${list[Math.floor(list.length * 0.9)].toFixed(0)}`);
}

(async () => {
  const all = [];
  for (const kind in kinds) {
    const of = [];
    for (let i = 0; i < count; i++)
      of.push(await loaded(kinds[kind](wordsOfSome()).join(" ")));
    all.push(...of);
    say(kind, of);
  }
  say("all", all);
})();
