// What Cloudflare's own parser makes of a _redirects: a line for each rule, "FROM TO STATUS", and one for each that it passes over.
// cloudflare.mjs FOLDER-OF-NODE-MODULES FILE
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';

const [modules, redirectsFile] = process.argv.slice(2);
const { build } = createRequire(`${modules}/`)('esbuild');
const parser = `${modules}/@cloudflare/pages-shared/metadata-generator/parseRedirects.ts`;
const made = await build({ entryPoints: [parser], bundle: true, format: 'esm', write: false, logLevel: 'error' });
const { parseRedirects } = await import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString('base64')}`);
const { rules, invalid } = parseRedirects(await readFile(redirectsFile, 'utf8'));
for (const { from, to, status } of rules) console.log(`${from} ${to} ${status}`);
for (const { line, message } of invalid) console.log(`passed over: ${message}${line ? ` ${line}` : ''}`);
