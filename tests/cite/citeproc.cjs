// What citeproc-js makes of groups of works: node citeproc.cjs FOLDER_OF_STYLES LOCALE.xml LANGUAGE <groups.json
const fs = require('fs')
const CSL = require('citeproc')

const [folder, localeFile, language] = process.argv.slice(2)
const files = {
  'chicago-notes': 'chicago-notes-bibliography', 'chicago-author-date': 'chicago-author-date', apa: 'apa', mla: 'modern-language-association'
}
const locale = fs.readFileSync(localeFile, 'utf8')
const groups = JSON.parse(fs.readFileSync(0, 'utf8'))

// HTML as the marks of test_styles.c.
function marks (html) {
  const stack = []
  return html.replace(/<div class="csl-entry">|<\/div>\s*/g, '').replace(/<(\/?)(i|b|sup|sub|span)([^>]*)>/g, (all, closing, name, rest) => {
    if (closing) return `</${stack.pop()}>`
    const mark = name !== 'span' ? name : /normal/.test(rest) ? 'n' : /small-caps/.test(rest) ? 'sc' : 'x'
    stack.push(mark)
    return `<${mark}>`
  }).replace(/&#60;/g, '<').replace(/&#62;/g, '>').replace(/&#38;/g, '&').replace(/&amp;/g, '&').replace(/\n/g, '').trim()
}

function engineOf (style) {
  // Each entry stands alone: it is a place that links lead to.
  const xml = fs.readFileSync(`${folder}/${files[style]}.csl`, 'utf8').replace(/ subsequent-author-substitute="[^"]*"/, '')
  const works = {}
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: id => works[id] }, xml, language, true)
  engine.setOutputFormat('html')
  return { engine, works }
}

function citeOf (place) {
  const cite = { id: place.id, position: place.again ? 1 : 0 }
  if (place.locator) Object.assign(cite, { locator: place.locator, label: place.label })
  if (place.prefix) cite.prefix = place.prefix
  if (place.suffix) cite.suffix = place.suffix
  if (place['no-author']) cite['suppress-author'] = true
  return cite
}

const out = {}
for (const style of Object.keys(files)) {
  const { engine, works } = engineOf(style)
  out[style] = groups.map(group => {
    engine.updateItems([])
    for (const work of group.works) works[work.id] = work
    const ids = group.works.map(work => work.id)
    engine.updateItems(ids)
    const clusters = group.clusters.map(cluster => {
      try { return marks(engine.makeCitationCluster(cluster.map(citeOf))) } catch (error) { return `[${error}]` }
    })
    // One by one: of those that come to nothing there is no string, and the others' would be taken for theirs.
    const entries = {}
    for (const id of ids) entries[id] = marks(engine.makeBibliography({ include: [{ field: 'id', value: id }] })[1][0] || '')
    return { clusters, entries, order: engine.registry.getSortedIds() }
  })
}
process.stdout.write(JSON.stringify(out))
