/* Lists: sorts the tables of a page, as its address says (?sort=when, ?sort=-when). */
const order = (a, b, form, collator) => {
  if (!a || !b) return !a - !b
  if (form === "number") return a - b
  return form === "day" ? (a < b ? -1 : +(a > b)) : collator.compare(a, b)
}

const sortValue = (row, column, form) => {
  const cell = row.cells[column]
  return cell.dataset.sort ?? (form === "text" ? cell.textContent.trim() : "")
}

const sortBy = (article, head, down) => {
  const heads = [...head.parentElement.cells]
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true })
  for (const other of heads) other.removeAttribute("aria-sort")
  head.setAttribute("aria-sort", down ? "descending" : "ascending")
  const body = head.closest("table").tBodies[0]
  const keyed = [...body.rows].map((row) => [sortValue(row, heads.indexOf(head), head.dataset.gpForm), row])
  keyed.sort(([a], [b]) => {
    const found = order(a, b, head.dataset.gpForm, collator)
    /* What is empty stays at the end, whichever way. */
    return down && a && b ? -found : found
  })
  body.append(...keyed.map(([, row]) => row))
  const words = down ? article.dataset.gpSortedDown : article.dataset.gpSortedUp
  article.querySelector("p[role=status].gp-sr").textContent = filled(words, { column: head.textContent })
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
    if (article.querySelector("table")) sortable(article)
  }
})
