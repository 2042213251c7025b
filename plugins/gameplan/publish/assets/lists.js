
/* Lists: sorts and filters the tables of a page, which are complete without it. */
(() => {
  const order = (a, b, form, collator) => {
    if (!a || !b) return !a - !b
    if (form === "number") return a - b
    return form === "day" ? (a < b ? -1 : +(a > b)) : collator.compare(a, b)
  }

  const value = (row, column, form) => {
    const cell = row.cells[column]
    return cell.dataset.sort ?? (form === "text" ? cell.textContent.trim() : "")
  }

  const sortable = (table, say) => {
    const heads = [...table.tHead.rows[0].cells]
    const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true })
    for (const [column, head] of heads.entries()) {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "gp-sort"
      button.append(...head.childNodes)
      head.append(button)
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending"
        for (const other of heads) other.removeAttribute("aria-sort")
        head.setAttribute("aria-sort", down ? "descending" : "ascending")
        const body = table.tBodies[0]
        const keyed = [...body.rows].map((row) => [value(row, column, head.dataset.gpForm), row])
        keyed.sort(([a], [b]) => {
          const found = order(a, b, head.dataset.gpForm, collator)
          /* What is empty stays at the end, whichever way. */
          return down && a && b ? -found : found
        })
        body.append(...keyed.map(([, row]) => row))
        say(`Sorted by ${button.textContent}, ${down ? "descending" : "ascending"}`)
      })
    }
  }

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

  const filterable = (article, table) => {
    const tools = article.querySelector(".gp-list__tools")
    const count = article.querySelector("[data-gp-count]")
    const label = document.createElement("label")
    const input = document.createElement("input")
    const texts = new Map()
    label.className = "gp-list__filter"
    input.type = "search"
    input.autocomplete = "off"
    label.append("Filter ", input)
    tools.prepend(label)
    const nothing = document.createElement("p")
    nothing.className = "gp-empty"
    nothing.textContent = "No row matches."
    nothing.hidden = true
    table.parentElement.after(nothing)
    input.addEventListener("input", () => {
      const wanted = plain(input.value).split(/\s+/u).filter(Boolean)
      const rows = table.tBodies[0].rows
      let shown = 0
      for (const row of rows) {
        if (!texts.has(row)) texts.set(row, plain(row.textContent))
        row.hidden = !wanted.every((word) => texts.get(row).includes(word))
        shown += !row.hidden
      }
      count.textContent = shown === rows.length ? `${shown}` : `${shown} of ${rows.length}`
      nothing.hidden = shown > 0
    })
  }

  const enhance = () => {
    for (const article of document.querySelectorAll("[data-gp-list]:not([data-gp-list=ready])")) {
      article.dataset.gpList = "ready"
      const table = article.querySelector("table")
      if (!table) continue
      const status = document.createElement("p")
      status.className = "gp-sr"
      status.setAttribute("role", "status")
      article.append(status)
      sortable(table, (text) => { status.textContent = text })
      filterable(article, table)
    }
  }
  /* As above: Material tells of each page, but of none where instant navigation can't work. */
  if (window.document$) window.document$.subscribe(enhance)
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enhance)
  else enhance()
})()
