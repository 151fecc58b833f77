// What netlify's own parser makes of a _redirects: a line for each rule, "FROM TO STATUS" with a ! where it is forced; its errors.
// netlify.mjs FOLDER-OF-NODE-MODULES FILE
import { pathToFileURL } from 'node:url';

const [modules, redirectsFile] = process.argv.slice(2);
const { parseAllRedirects } = await import(pathToFileURL(`${modules}/@netlify/redirect-parser/lib/index.js`));
const found = await parseAllRedirects({ redirectsFiles: [redirectsFile], configRedirects: [], minimal: false });
for (const { from, to, status, force, query, conditions } of found.redirects) {
    const more = [query, conditions].filter((part) => Object.keys(part).length).map((part) => JSON.stringify(part));
    console.log([from, to, `${status}${force ? '!' : ''}`, ...more].join(' '));
}
for (const error of found.errors) console.log(error.message);
