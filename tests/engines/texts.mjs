// What ical.js makes of the texts of feeds: paths from the command line, JSON to standard output; the form is that of texts.py.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = (process.env.FEED_NODE_PATH ?? '').split(':')[0];
const module = await import(pathToFileURL(createRequire(join(root, 'x.js')).resolve('ical.js')).href);
const ICAL = module.default ?? module;
const found = {};
for (const path of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, 'utf8')));
  found[path] = {};
  for (const event of calendar.getAllSubcomponents('vevent')) {
    const texts = { categories: event.getFirstProperty('categories')?.getValues() ?? [] };
    for (const name of ['summary', 'description', 'location', 'contact', 'url']) {
      const value = event.getFirstPropertyValue(name);
      if (value !== null) texts[name] = value;
    }
    texts.labels = event.getAllProperties('link').map((link) => link.getParameter('label'));
    found[path][event.getFirstPropertyValue('uid')] = texts;
  }
}
console.log(JSON.stringify({ 'ical.js': found }));
