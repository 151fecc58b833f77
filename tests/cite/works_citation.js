// works_citation.js FILE: prints a .bib or .ris file as CSL-JSON, as citation.js reads it; of a .json, what CSL's schema says of it.
const fs = require('fs');

const [file, schema] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
if (schema) {
    const Ajv = require('ajv').default;
    const ajv = new Ajv({ strict: false, allErrors: true });
    const rules = JSON.parse(fs.readFileSync(schema, 'utf8'));
    delete rules.$schema;
    const holds = ajv.compile(rules);
    console.log(JSON.stringify(holds(JSON.parse(text)) ? [] : holds.errors));
} else {
    const { Cite } = require('@citation-js/core');
    require('@citation-js/plugin-bibtex');
    require('@citation-js/plugin-ris');
    console.log(JSON.stringify(new Cite(text, { generateGraph: false }).data));
}
