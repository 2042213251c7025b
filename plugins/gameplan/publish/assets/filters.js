/* Filters: what a page shows of its entries, as its address says. Nothing is touched where it says nothing. */
const models = new WeakMap()
let here = ""

const keyOf = (link) => {
  const url = new URL(link.getAttribute("href"), location)
  return url.pathname + url.hash
}

const modelOf = (root) => {
  const known = models.get(root)
  if (known) return known
  const article = root.closest("article")
  const form = root.querySelector("form")
  const labels = new Map(all("[data-gp-word]", form).map((option) => [option.dataset.gpWord, option.text]))
  const items = new Map()
  const itemOf = (element) => {
    const link = element.closest("a") ?? element.querySelector("a[href]")
    const key = keyOf(link)
    /* A deadline stands beside the entries: it is filtered with them, and not counted as one. */
    const beside = element.matches(".gp-due")
    let item = !beside && items.get(key)
    if (!item) {
      const words = element.dataset.gp.split(" ")
      const whole = element.matches("tr") ? element : element.querySelector("[class$=__title]") ?? link
      const text = plain([whole.textContent, ...words.map((word) => labels.get(word) ?? "")].join(" "))
      item = { words, text, title: link.textContent, on: true }
      if (!beside) items.set(key, item)
    }
    return item
  }
  const elements = new Map(all("[data-gp]", article).map((element) => [element, itemOf(element)]))
  const index = all("[data-gp-index]", article).flatMap((place) => all("a", place.content).map(itemOf))
  const counted = (element) => element.dataset.gpOf.split(" ").map((number) => index[number])
  const model = { root, article, form, items, elements, counted, selects: all("select", form), state: new Map(), used: false }
  models.set(root, model)
  return model
}

/* The choices that are meant by values from outside: by id, else by a former one, as written or else in any case.
   Never as part of a selector. */
const chosen = (select, values) => {
  const options = new Map()
  const add = (name, option) => { if (!options.has(name)) options.set(name, option) }
  const own = [...select.options].filter((option) => !option.dataset.gpSeveral)
  const named = [
    ...own.map((option) => [option.value, option]),
    ...own.flatMap((option) => JSON.parse(option.dataset.gpFormer ?? "[]").map((name) => [name, option])),
  ]
  for (const [name, option] of named) add(name, option)
  for (const [name, option] of named) add(name.toLowerCase(), option)
  const known = (value) => options.get(value) ?? options.get(value.trim()) ?? options.get(value.trim().toLowerCase())
  const single = values.flatMap((value) => known(value) ? [value] : value.split(","))
  return {
    options: [...new Set(single.map(known).filter((option) => option?.value))],
    unknown: single.filter((value) => value.trim() && !known(value)),
  }
}

/* A select shows one choice; what an address asks for beyond that is one choice more, until another is made. */
const fill = (select, options) => {
  select.querySelector("[data-gp-several=yes]")?.remove()
  if (options.length > 1) {
    const several = new Option(options.map((option) => option.text).join(", "), options.map((option) => option.value).join())
    several.dataset.gpSeveral = "yes"
    select.add(several)
    several.selected = true
  } else {
    (options[0] ?? select.options[0]).selected = true
  }
  tick(select, options)
  if (options.length) select.closest(".gp-filter__more")?.setAttribute("open", "")
}

/* What is filtered by, from the page's address. */
const readState = (model) => {
  const wanted = asked()
  const told = []
  const filters = []
  model.state = new Map([...model.form.elements].filter((field) => field.name).map(({ name }) => [name, wanted.get(name) ?? []]))
  for (const select of model.selects) {
    const { options, unknown } = chosen(select, model.state.get(select.name))
    for (const name of unknown) told.push(filled(select.dataset.gpUnknown, { name }))
    if (select.name === "colour") {
      model.colour = options[0] ?? select.options[0]
      fill(select, [model.colour])
      continue
    }
    fill(select, options)
    const words = new Set(options.map((option) => option.dataset.gpWord))
    const test = (item) => item.words.some((word) => words.has(word))
    if (words.size) filters.push({ name: select.name, label: select.labels[0].firstChild.data, words, test })
  }
  const field = model.form.elements.find
  const text = model.state.get("find").join(",")
  if (field.value.trim() !== text) field.value = text
  const sought = plain(text).split(/\s+/u).filter(Boolean)
  const test = (item) => sought.every((word) => item.text.includes(word))
  if (sought.length) filters.push({ name: "find", label: field.labels[0].firstChild.data, test })
  return { filters, told }
}

const apply = (root) => {
  const model = modelOf(root)
  const { filters, told } = readState(model)
  const items = [...model.items.values()]
  const matching = (without) => items.filter((item) => filters.every((filter) => filter === without || filter.test(item)))
  for (const item of [...items, ...model.elements.values()]) item.on = filters.every((filter) => filter.test(item))
  model.filters = filters
  model.used = true
  model.article.classList.toggle("gp-filtered", filters.length > 0)
  for (const [element, item] of model.elements) show(element, item.on)
  recount(model)
  paint(model)
  carry(model)
  const shown = items.filter((item) => item.on).length
  for (const place of all("[data-gp-count]", root)) write(place, filters.length ? filled(root.dataset.gpPart, { shown }) : null)
  root.querySelector(".gp-filter__told").textContent = told.join(" ")
  show(root.querySelector("[data-gp-nothing]"), filters.length && !shown)
  nearest(model, shown || filters.length < 2 ? [] : filters.map((filter) => [filter, matching(filter).length]))
}

/* Where nothing matches: what would, without one of the filters. */
const nearest = (model, found) => {
  const buttons = found.filter(([, count]) => count).sort(([, a], [, b]) => b - a).map(([filter, count]) => {
    const button = make("button", "gp-button", filled(model.root.dataset.gpWithout, { filter: filter.label, count }))
    button.type = "button"
    button.dataset.gpDrop = filter.name
    return button
  })
  model.root.querySelector("[data-gp-nearest]").replaceChildren(...buttons)
}

const urlOf = (text) => {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/* The other views of the calendar are asked the same: tabs, neighbours, months, days, and what other keys lead to. */
const carry = (model) => {
  if (!model.root.dataset.gpRoot) return
  const folder = new URL(model.root.dataset.gpRoot, location).pathname.replace(/[^/]*$/, "")
  const today = asked().get("today")
  const search = query([...model.state, ...today ? [["today", today]] : []]).join("&")
  for (const link of all("a[href]:not([data-gp] a), link[rel=prev], link[rel=next]")) {
    if (link.getAttribute("href").startsWith("#")) continue
    const url = urlOf(link.href)
    if (url?.origin !== location.origin || !url.pathname.startsWith(folder)) continue
    url.search = search
    link.href = url.href
  }
}

const choose = (root, name, values) => {
  const model = modelOf(root)
  if (!model.used) readState(model)
  for (const key of name ? [name] : model.state.keys()) if (name || key !== "colour") model.state.set(key, values)
  ask(model.state)
  apply(root)
}

const rootOf = (event) => event.target.closest?.("[data-gp-filter]")
document.addEventListener("input", (event) => {
  const root = rootOf(event)
  const field = event.target
  if (!root || field.type === "checkbox") return
  const several = field.selectedOptions?.[0].dataset.gpSeveral
  if (several === "boxes") offer(modelOf(root), field)
  if (several) return
  const first = field.name === "colour" && !field.selectedIndex
  choose(root, field.name, field.value.trim() && !first ? [field.value.trim()] : [])
})
document.addEventListener("submit", (event) => { if (rootOf(event)) event.preventDefault() })
document.addEventListener("reset", (event) => {
  if (!rootOf(event)) return
  event.preventDefault()
  choose(rootOf(event), "", [])
})
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-gp-clear], [data-gp-drop]")
  const root = button && rootOf(event)
  if (!root) return
  choose(root, button.dataset.gpDrop ?? "", [])
  root.querySelector("select, input").focus()
})

/* A page that says nothing of its own is left alone. */
const refresh = () => {
  here = location.pathname
  document.documentElement.classList.add("gp-js")
  for (const root of all("[data-gp-filter]")) {
    const names = [...root.querySelector("form").elements].map((field) => field.name)
    const wanted = asked()
    if (models.get(root)?.used || wanted.has("today") || names.some((name) => name && wanted.has(name))) apply(root)
  }
}
onPage(refresh)
/* Going back within a page; another page tells of itself. */
addEventListener("popstate", () => { if (location.pathname === here) refresh() })
