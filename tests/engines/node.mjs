// The validator's JavaScript engines for many feeds: each import with another query runs its script once more.
// Takes {validators, files, window} from standard input; prints what the script prints, by file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { validators, files, window } = JSON.parse(readFileSync(0, 'utf8'));
const script = pathToFileURL(join(validators, 'validate_feed.mjs')).href;
const print = console.log;
const found = {};
for (const [number, file] of files.entries()) {
  let text = '';
  process.argv = [process.argv[0], script, file, ...window];
  console.log = (row) => { text += row; };
  await import(`${script}?${number}`);
  found[file] = JSON.parse(text);
  if (!found[file].length) found[file] = null;
}
print(JSON.stringify(found));
