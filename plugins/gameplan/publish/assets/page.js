/* What all parts share. They ask nobody for anything, and pages are complete without them; their words stand in the pages. */
/* `gameplan render` names us in each page, and a theme may open one after the other in the same window. */
if (window.gameplan) return
window.gameplan = 1
const onPage = (run) => {
  /* When all of the script is there: it may be read when the page is. */
  queueMicrotask(() => {
    /* Material's instant navigation tells of each page, but of none where it can't work, as with file: addresses. */
    window.document$?.subscribe(run)
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run)
    else run()
  })
}

const all = (selector, within = document) => [...within.querySelectorAll(selector)]

const make = (name, style, text = "") => {
  const element = document.createElement(name)
  element.className = style
  element.textContent = text
  return element
}

/* A text with its gaps filled: "{shown} of 60 entries". */
const filled = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap)

/* Only what changes is touched. */
const show = (element, shown) => { if (element.hidden === Boolean(shown)) element.hidden = !shown }

const texts = new WeakMap()
/* Another text in the place of an element's own, which comes back with null. */
const write = (element, text) => {
  if (text === null && !texts.has(element)) return
  if (!texts.has(element)) texts.set(element, element.textContent)
  element.textContent = text ?? texts.get(element)
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

/* What an address asks for, by name. Commas part several values; one that belongs to a value is written %2C. */
const asked = () => {
  const decoded = (text) => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "))
    } catch {
      return text
    }
  }
  const found = new Map()
  for (const part of location.search.slice(1).split("&")) {
    const [name, value] = part.split(/=(.*)/s)
    const values = (value ?? "").split(",").map(decoded).filter((text) => text.trim())
    if (values.length) found.set(decoded(name), [...found.get(decoded(name)) ?? [], ...values])
  }
  return found
}

/* Puts values into the address of this page, and leaves everything else in it as it is. */
const ask = (values) => {
  const rest = location.search.slice(1).split("&").filter((part) => part && !values.has(part.split("=")[0]))
  const search = [...rest, ...query(values)].join("&")
  history.replaceState(history.state, "", location.pathname + (search && `?${search}`) + location.hash)
}

const query = (values) => [...values].filter(([, list]) => list.length)
  .map(([name, list]) => `${name}=${list.map(encodeURIComponent).join(",")}`)
