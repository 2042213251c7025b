/* Lists: sorts and groups the tables of a page, as its address says (?sort=when, ?sort=-when, ?group=type). */
const order = (a, b, form, collator) => {
  if (!a || !b) return !a - !b
  if (form === "number") return a - b
  return form === "day" ? (a < b ? -1 : +(a > b)) : collator.compare(a, b)
}

const sortValue = (row, column, form) => {
  const cell = row.cells[column]
  return cell.dataset.sort ?? (form === "text" ? cell.textContent.trim() : "")
}

const rowsOf = (article) => all("tbody tr:not(.gp-group)", article)

/* The rows in their order, below a heading for each of what they say in a column, or else of what the list can be filtered by:
   each once, below the first of several things. */
const arrange = (article, rows) => {
  const table = article.querySelector("table")
  const heads = [...table.tHead.rows[0].cells]
  const select = article.querySelector("[data-gp-groups]")
  const by = select?.value
  const column = heads.findIndex(({ dataset }) => dataset.gpSort === by)
  const labels = new Map(all(`[name="${by}"] [data-gp-word]`, article).map((option) => [option.dataset.gpWord, option.text]))
  const groups = new Map()
  for (const row of rows) {
    const cell = row.cells[column]
    const name = cell ? (cell.querySelector("a") ?? cell).textContent : by && labels.get(row.dataset.gp.split(" ").find((word) => labels.has(word)))
    groups.set(name, groups.get(name) ?? make("tbody", ""))
    groups.get(name).append(row)
  }
  for (const body of [...table.tBodies]) body.remove()
  for (const [name, body] of [...groups].sort(([a], [b]) => order(a, b, "text", collatorOf()))) {
    table.append(body)
    if (!by) continue
    const line = make("tr", "gp-group")
    line.append(make("th", ""))
    line.firstChild.scope = "rowgroup"
    line.firstChild.colSpan = heads.length
    line.firstChild.append(make("span", "", `${name || select.dataset.gpNone} · `), make("span", "", body.rows.length))
    line.firstChild.lastChild.dataset.gpSize = body.dataset.gpGroup = ""
    body.prepend(line)
  }
  const model = models.get(article.querySelector("[data-gp-filter]"))
  if (model?.used) recount(model)
}

const collatorOf = () => new Intl.Collator(document.documentElement.lang || undefined, { numeric: true })

const sortBy = (article, head, down) => {
  const heads = [...head.parentElement.cells]
  const collator = collatorOf()
  for (const other of heads) other.removeAttribute("aria-sort")
  head.setAttribute("aria-sort", down ? "descending" : "ascending")
  const keyed = rowsOf(article).map((row) => [sortValue(row, heads.indexOf(head), head.dataset.gpForm), row])
  keyed.sort(([a], [b]) => {
    const found = order(a, b, head.dataset.gpForm, collator)
    /* What is empty stays at the end, whichever way. */
    return down && a && b ? -found : found
  })
  arrange(article, keyed.map(([, row]) => row))
  const words = down ? article.dataset.gpSortedDown : article.dataset.gpSortedUp
  article.querySelector("p[role=status].gp-sr").textContent = filled(words, { column: head.textContent })
}

const groupable = (article) => {
  const select = article.querySelector("[data-gp-groups]")
  if (!select) return
  const regroup = () => arrange(article, rowsOf(article))
  const wanted = asked().get("group")?.[0]
  if ([...select.options].some(({ value }) => value === wanted)) {
    select.value = wanted
    regroup()
  }
  select.addEventListener("input", () => {
    regroup()
    ask(new Map([["group", select.value ? [select.value] : []]]))
  })
}

const sortable = (article) => {
  const heads = all("thead th", article)
  for (const head of heads) {
    const button = make("button", "gp-sort")
    button.type = "button"
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending"
      sortBy(article, head, down)
      ask(new Map([["sort", [(down ? "-" : "") + head.dataset.gpSort]]]))
    })
  }
  const wanted = asked().get("sort")?.[0] ?? ""
  const head = heads.find(({ dataset }) => dataset.gpSort === wanted.replace(/^-/, ""))
  if (head) sortBy(article, head, wanted.startsWith("-"))
}

onPage(() => {
  for (const article of all("[data-gp-list]:not([data-gp-list=ready])")) {
    article.dataset.gpList = "ready"
    if (!article.querySelector("table")) continue
    groupable(article)
    sortable(article)
  }
})
