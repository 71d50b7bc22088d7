// Prints the word lists of faker-js, faker.js 5 and chance as JSON: {library: {locale: tree}}.
// Arguments: folder of faker-js, of faker.js 5, of chance; each the unpacked "package" folder.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const [modern, old, chance] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const out = { "faker-js": {}, "faker.js": {}, chance: { en: {} } };
const { allLocales } = await import(pathToFileURL(`${modern}/dist/index.js`));
const pick = (tree, rooms) => Object.fromEntries(rooms.filter((r) => tree[r]).map((r) => [r, tree[r]]));
for (const [locale, tree] of Object.entries(allLocales))
  out["faker-js"][locale] = pick(tree, ["person", "location", "company", "internet", "lorem", "commerce"]);
const locales = require(`${old}/lib/locales.js`);
for (const [locale, tree] of Object.entries(locales))
  out["faker.js"][locale] = pick(tree, ["name", "address", "company", "internet", "lorem", "commerce"]);
const made = new (require(`${chance}/chance.js`))(1);
const names = { first_name: made.get("firstNames"), last_name: made.get("lastNames") };
for (const locale of ["en", "it", "nl", "uk", "de", "fr", "es", "jp"]) {
  const of = (list) => (Array.isArray(list) ? list : list?.[locale] ?? []);
  out.chance[locale] = { person: {
    first_name: { male: of(names.first_name.male), female: of(names.first_name.female) },
    last_name: of(names.last_name) } };
}
out.chance.en.company = { name: made.get("company") };
out.chance.en.job = { jobs: made.get("profession") };
console.log(JSON.stringify(out, (key, value) => (typeof value === "function" ? undefined : value)));
