// search-phrases.js: reads a query with quotation marks, or with what must not be there. Loaded by search.js when there are some.
"use strict";

const QUOTE = '"“”„«»「」『』';
const PIECE = new RegExp(`(-?)[${QUOTE}]([^${QUOTE}]+)[${QUOTE}]|[^\\s\\x85${QUOTE}]+`, "g");

colophonSearch("phrases", function (asked, query, { addTerms, tokens, flat }) {
  const { terms, without, phrases } = asked;
  asked.isOpen = false;
  for (const [piece, minus, quoted] of query.matchAll(PIECE)) {
    const isOut = quoted ? minus : /^-./.test(piece);
    if (quoted)
      phrases.push({ words: flat(tokens(quoted)), isOut: !!minus });
    else if (isOut)
      addTerms(without, piece, true);
    if (!isOut) {
      addTerms(terms, quoted || piece, !!quoted);
      asked.reading.push(...tokens(quoted || piece));
    }
    asked.isOpen = !quoted && !isOut && query.endsWith(piece);
  }
  // Whether a text has what must be there, and not what must not.
  asked.isAnswer = (words, has) => phrases.every(p => words.includes(p.words) !== p.isOut) && !without.some(t => has(words, t));
  return asked;
});
