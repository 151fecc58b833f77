// Answers queries from a site by the engine that browsers run (assets/search.js): one line of JSON a query, as many objects in it as
// `colophon search --json --limit N` prints lines.
//
//     node search_engine.js SITE QUERIES N      QUERIES: a file with a query a line
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const assets = path.join(__dirname, "../../assets");
const { colophonEngine, SCRIPTS } = require(path.join(assets, "search.js"));

const [, , site, queries, limit] = process.argv;

async function load(name) {
  let value;
  const script = fs.readFileSync(SCRIPTS.includes(name) ? path.join(assets, `search-${name}.js`) : path.join(site, "search", `${name}.js`), "utf8");
  new Function("colophonSearch", script)((own, loaded) => (value = own === name ? loaded : undefined));
  return value;
}

async function answers() {
  const { search } = colophonEngine(load);
  for (const query of fs.readFileSync(queries, "utf8").split("\n").filter(Boolean)) {
    const { groups } = await search(query, { limit: Number(limit) });
    const hits = groups.flat().map(h => ({ address: `/${h.address}`, title: h.title, heading: (h.heading || []).join(" › "), text: h.text }));
    console.log(JSON.stringify(hits));
  }
}

answers().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
