// Reads pages into forms and writes them, for Sveltia CMS and Decap CMS: what a form doesn't change keeps each of its characters, so that a
// changed day is one changed line. What a form can't show stays in the file as it is typed.
"use strict";

const SOURCE = "gameplan_source";
const UNFIT = Symbol("a value that a form can't show");
const FRONT = /^---[ \t]*\n([^]*?)(?:^|\n)---[ \t]*(?=\n|$)/;
const KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\-[\]{}"'&*!|>%@`,?:][^#]*?)[ \t]*:(?=[ \t]|$)/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const NUMBER = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;
const ORDINARY = /^[A-Za-z0-9](?:[A-Za-z0-9_./+-]|(?<=[^:]) (?=[A-Za-z0-9_(]))*$/;

const load = (text) => jsyaml.load(text, { schema: jsyaml.FAILSAFE_SCHEMA });
const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isEmpty = (value) => value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Values of files, as texts, lists and mappings, to values of forms.

function shown(shape, value) {
  if (isEmpty(value)) return undefined;
  if (!shape.many) return single(shape, value);
  const items = (Array.isArray(value) ? value : [value]).map((item) => single(shape, item));
  return items.includes(UNFIT) ? UNFIT : items;
}

function single(shape, value) {
  switch (shape.shape) {
    case "number":
    case "count":
      return typeof value === "string" && NUMBER.test(value) && plainNumber(Number(value)) ? Number(value) : UNFIT;
    case "flag":
      return value === "true" || value === "false" ? value === "true" : UNFIT;
    case "day":
      return typeof value === "string" && DAY.test(value) ? value : UNFIT;
    case "object":
      return parts(shape, value);
    case "objects":
      return listed(Array.isArray(value) ? value.map((item) => parts(shape, item)) : UNFIT);
    case "named":
      return isMapping(value) ? listed(Object.entries(value).map((pair) => named(shape, pair))) : UNFIT;
    case "pairs":
      return pairs(shape, value);
    default:
      return typeof value === "string" ? value : UNFIT;
  }
}

const listed = (items) => (items === UNFIT || items.includes(UNFIT) ? UNFIT : items);

// Keys have a second name where `names` says so, of a page and of a value with parts.
const canonical = (shape, key) => (Object.hasOwn(shape.names ?? {}, key) ? shape.names[key] : key);

function parts(shape, value) {
  if (!isMapping(value)) return UNFIT;
  const made = {};
  for (const [key, item] of Object.entries(value)) {
    const name = canonical(shape, key);
    if (!Object.hasOwn(shape.parts, name) || Object.hasOwn(made, name)) return UNFIT;
    const part = shown(shape.parts[name], item);
    if (part === UNFIT) return UNFIT;
    if (part !== undefined) made[name] = part;
  }
  return made;
}

function named(shape, [name, value]) {
  const made = parts(shape, isMapping(value) ? value : { [shape.short]: value });
  return made === UNFIT ? UNFIT : { name, ...made };
}

function pairs(shape, value) {
  const said = typeof value === "string" ? [value] : value;
  const entries = Array.isArray(said) ? said.map((item) => ["", item]) : isMapping(said) ? Object.entries(said) : [["", UNFIT]];
  const made = entries.map(([name, item]) => ({ name, value: item === UNFIT ? UNFIT : shown(shape.parts.value, item) }));
  return made.some((pair) => pair.value === UNFIT || pair.value === undefined) ? UNFIT : made;
}

// Values of forms to values of files.

function typed(shape, value) {
  if (isEmpty(value)) return undefined;
  if (!shape.many) return oneTyped(shape, value);
  const items = (Array.isArray(value) ? value : [value]).map((item) => oneTyped(shape, item)).filter((item) => !isEmpty(item));
  return items.length ? items : undefined;
}

function oneTyped(shape, value) {
  switch (shape.shape) {
    case "object":
      return partsTyped(shape, value);
    case "objects": {
      const items = value.map((item) => partsTyped(shape, item)).filter((item) => !isEmpty(item));
      return items.length ? items : undefined;
    }
    case "named":
      return byName(value, ({ name, ...rest }) => {
        const made = partsTyped(shape, rest) ?? {};
        return same(Object.keys(made), [shape.short]) ? made[shape.short] : made;
      });
    case "pairs": {
      const items = value.map((pair) => ({ name: pair.name ?? "", value: typed(shape.parts.value, pair.value) })).filter((pair) => !isEmpty(pair.value));
      return items.every((pair) => !pair.name) ? items.map((pair) => pair.value) : byName(items, (pair) => pair.value);
    }
    default:
      return typeof value === "number" ? plainNumber(value) : String(value).trim();
  }
}

function partsTyped(shape, value) {
  const made = {};
  for (const [name, part] of Object.entries(shape.parts)) {
    const item = typed(part, value?.[name]);
    if (!isEmpty(item) && item !== part.default) made[name] = item;
  }
  return isEmpty(made) ? undefined : made;
}

// Two of one name both stay: nobody's words are lost.
function byName(items, valueOf) {
  const made = new Map();
  for (const item of items) {
    const value = valueOf(item);
    if (isEmpty(value)) continue;
    const wanted = String(item.name || value).trim();
    let name = wanted;
    for (let number = 2; made.has(name); number += 1) name = `${wanted}-${number}`;
    made.set(name, value);
  }
  return made.size ? Object.fromEntries(made) : undefined;
}

// A value with the second names of keys, where the one before has any of them.
function asNamed(shape, before, now) {
  if (!shape.names || typeof now !== "object") return now;
  const mappings = (shape.shape === "object" ? [before] : Object.values(before)).filter(isMapping);
  const used = Object.entries(shape.names).filter(([second]) => mappings.some((each) => Object.hasOwn(each, second)));
  const typedAs = new Map(used.map(([second, name]) => [name, second]));
  const named = (value) => (isMapping(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [typedAs.get(name) ?? name, item])) : value);
  if (shape.shape === "object") return named(now);
  return Array.isArray(now) ? now.map(named) : Object.fromEntries(Object.entries(now).map(([name, item]) => [name, named(item)]));
}

// A number without an exponent; undefined for one that can't be written so.
function plainNumber(value) {
  const text = String(value);
  return NUMBER.test(text) ? text : undefined;
}

// Values as YAML, as `gameplan fmt` writes them.

function isPlain(text, within) {
  if (ORDINARY.test(text) && !/^(?:null|Null|NULL)$/.test(text)) return true;
  if (!isPrintable(text) || text !== text.trim() || text === "~") return false;
  try {
    return same(load(within ? `x: [${text}]` : `x: ${text}`), { x: within ? [text] : text });
  } catch {
    return false;
  }
}

const isPrintable = (text) => !/[\p{C}\p{Z}]/u.test(text.replaceAll(" ", ""));

function scalar(text, within) {
  if (text && isPlain(text, within)) return text;
  if (isPrintable(text) && /["\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return `"${[...text].map(escaped).join("")}"`;
}

function escaped(sign) {
  if (sign === '"' || sign === "\\") return `\\${sign}`;
  if (sign === "\n") return "\\n";
  if (sign === "\t") return "\\t";
  if (isPrintable(sign)) return sign;
  const code = sign.codePointAt(0).toString(16);
  return code.length < 3 ? `\\x${code.padStart(2, "0")}` : code.length < 5 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}

function inline(value, within) {
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, true)).join(", ")}]`;
  if (isMapping(value)) return `{${Object.entries(value).map(([name, item]) => `${scalar(name, true)}: ${inline(item, true)}`).join(", ")}}`;
  return scalar(value, within);
}

function lines(name, value) {
  const key = scalar(name, false);
  if (typeof value === "string" || isEmpty(value)) return [`${key}: ${inline(value, false)}`];
  return [`${key}:`, ...below(value).map((row) => `  ${row}`)];
}

function below(value) {
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([name, item]) => lines(name, item));
  return value.flatMap((item) => {
    if (typeof item === "string" || isEmpty(item)) return [`- ${inline(item, false)}`];
    const [first, ...rest] = below(item);
    return [`- ${first}`, ...rest.map((row) => `  ${row}`)];
  });
}

// Files.

function divided(text) {
  const found = FRONT.exec(text);
  if (!found) return { front: "", rest: text && `\n${text}`, values: {}, has: false };
  const values = load(found[1]);
  if (!isEmpty(values) && !isMapping(values)) throw new Error("the lines between --- and --- are no fields: write them as name: value");
  return { front: found[1], rest: text.slice(found[0].length), values: values || {}, has: true };
}

const bodyOf = (rest) => rest.replace(/^\n/, "").replace(/^\n/, "").trimEnd();

// The keys of a front matter with their lines, and the comments above; undefined where they can't be told apart.
function pieces(front, values) {
  const found = [];
  let lead = [];
  for (const row of front.split("\n")) {
    if (KEY.test(row)) {
      found.push({ lead, rows: [row] });
      lead = [];
    } else if (!found.length || /^(?:#|[ \t]*$)/.test(row)) lead.push(row);
    else {
      found.at(-1).rows.push(...lead, row);
      lead = [];
    }
  }
  try {
    for (const piece of found) {
      const said = Object.entries(load(piece.rows.join("\n")));
      if (said.length !== 1 || !same(values[said[0][0]], said[0][1])) return undefined;
      [piece.key] = said[0];
    }
  } catch {
    return undefined;
  }
  const whole = found.length === Object.keys(values).length && new Set(found.map((piece) => piece.key)).size === found.length;
  return whole ? { found, end: lead } : undefined;
}

function read(form, text) {
  const source = text.replaceAll("\r\n", "\n");
  let file;
  try {
    file = divided(source);
    if (!pieces(file.front, file.values)) throw new Error("write each field on lines of its own, as name: value, without & and *");
  } catch (error) {
    // All of the file as a text: whoever knows what is wrong can fix it there. What a form asks for is filled, so that it can be saved.
    const needed = Object.entries(form.fields).filter(([, shape]) => shape.required);
    const filled = Object.fromEntries(needed.map(([name, shape]) => [name, shape.many ? ["?"] : "?"]));
    return { ...filled, title: `Can't be read: ${error.message.split("\n")[0]}`, body: source, [SOURCE]: { broken: source } };
  }
  const made = {};
  for (const [key, value] of Object.entries(file.values)) {
    const name = canonical(form, key);
    if (!Object.hasOwn(form.fields, name) || Object.hasOwn(made, name)) continue;
    const item = shown(form.fields[name], value);
    if (item !== UNFIT && item !== undefined) made[name] = item;
  }
  return { ...made, body: bodyOf(file.rest), [SOURCE]: source };
}

function write(form, content) {
  const source = content[SOURCE] ?? "";
  if (typeof source !== "string") return content.body === "" ? source.broken : content.body;
  const file = divided(source);
  const order = Object.keys(form.fields);
  const parted = pieces(file.front, file.values);
  let kept = parted.found;
  for (const [name, shape] of Object.entries(form.fields)) {
    const now = typed(shape, content[name]);
    const at = kept.find((piece) => canonical(form, piece.key) === name);
    if (at) {
      const old = shown(shape, file.values[at.key]);
      if (old === UNFIT ? now === undefined : same(typed(shape, old), now)) continue;
      // What an editor says where nobody touched a switch is what a page says without a line.
      if (now === undefined) kept = kept.filter((piece) => piece !== at);
      else at.rows = again(at, file.values[at.key], asNamed(shape, file.values[at.key], now));
    } else if (now !== undefined && (now !== shape.default || (!source && name === "status"))) {
      kept = inserted(kept, { key: name, lead: [], rows: lines(name, now) }, order, form);
    }
  }
  if (!file.has && source && !kept.length && (content.body ?? "").trimEnd() === bodyOf(file.rest)) return source;
  const front = [...kept.flatMap((piece) => [...piece.lead, ...piece.rows]), ...parted.end].join("\n").replace(/\n+$/, "");
  const body = content.body ?? "";
  const unchanged = body.trimEnd() === bodyOf(file.rest);
  const rest = unchanged ? file.rest : `\n${/^\n\n/.test(file.rest) ? "\n" : ""}${body.trimEnd()}\n`;
  return `---\n${front}\n---${rest || "\n"}`;
}

// A key's lines with another value, in the manner of the old ones: in brackets on one line, as one text, with the comment behind.
function again(piece, before, now) {
  const [first] = piece.rows;
  const key = KEY.exec(first)[0];
  if (typeof now === "object") {
    if (typeof before === "string" && Array.isArray(now) && now.length === 1) return [`${key} ${inline(now[0], false)}`];
    if (piece.rows.length === 1 && /^[ \t]*[[{]/.test(first.slice(key.length))) return [`${key} ${inline(now, false)}`];
    return lines(piece.key, now);
  }
  const comment = piece.rows.length === 1 ? /[ \t]+#.*$/.exec(first)?.[0] : undefined;
  const behind = comment && same(load(first.slice(0, -comment.length)), load(first)) ? comment : "";
  return [`${key} ${scalar(now, false)}${behind}`];
}

function inserted(kept, piece, order, form) {
  const place = (key) => order.indexOf(canonical(form, key));
  const wanted = place(piece.key);
  let at = 0;
  kept.forEach((other, number) => {
    const found = place(other.key);
    if (found >= 0 && found < wanted) at = number + 1;
  });
  return [...kept.slice(0, at), piece, ...kept.slice(at)];
}

globalThis.gameplanForms = { read, write, scalar, lines };

// The editor's own script comes after this one, and would begin by itself.
if (globalThis.document) {
  globalThis.CMS_MANUAL_INIT = true;
  document.fonts.add(new FontFace("Material Symbols Outlined", "url(icons.woff2)", { weight: "100 700" }));
  addEventListener("DOMContentLoaded", () => {
    const forms = JSON.parse(document.getElementById("gameplan-forms").textContent);
    for (const [name, form] of Object.entries(forms)) {
      CMS.registerCustomFormat(`gameplan-${name}-frontmatter`, "md", {
        fromFile: (text) => read(form, text),
        toFile: (content) => write(form, content),
      });
    }
    CMS.init();
  });
}
