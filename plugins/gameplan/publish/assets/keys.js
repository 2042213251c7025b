/* Keys: arrows move from day to day in a month. Tab goes through all links in their order, as without a script. */
const DAYS = 7
const stepOf = (key, place, weekday, count, back) => {
  const steps = { ArrowLeft: back ? 1 : -1, ArrowRight: back ? -1 : 1, ArrowUp: -DAYS, ArrowDown: DAYS, Home: -weekday, End: DAYS - 1 - weekday }
  const to = place + steps[key]
  if (key === "Home") return Math.max(to, 0)
  return key === "End" ? Math.min(to, count - 1) : to
}

let turned = false
onPage(() => {
  if (turned) document.querySelector(".gp-grid")?.focus({ preventScroll: true })
  turned = false
})

document.addEventListener("keydown", (event) => {
  const table = event.target.closest?.(".gp-grid")
  if (!table || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  /* A month that is a list by day is read and scrolled like one. */
  if (!table.tHead.getClientRects().length) return
  if (event.key === "PageUp" || event.key === "PageDown") {
    const link = table.closest("article").querySelector(`.gp-steps [rel=${event.key === "PageUp" ? "prev" : "next"}]`)
    if (!link) return
    event.preventDefault()
    turned = true
    link.click()
    return
  }
  const cells = all("td[id]", table)
  const cell = event.target.closest("td[id]")
  const place = cells.indexOf(cell)
  let to = cells.findIndex((day) => day.matches("[aria-current]"))
  if (place >= 0) to = stepOf(event.key, place, [...cell.parentElement.cells].indexOf(cell) - 1, cells.length, getComputedStyle(table).direction === "rtl")
  else if (!event.key.startsWith("Arrow")) return
  else if (to < 0) to = 0
  if (!cells[to]) return
  event.preventDefault()
  const link = all("a[href]:not([tabindex])", cells[to]).find((found) => found.getClientRects().length)
  if (!link) cells[to].tabIndex = -1
  const target = link ?? cells[to]
  target.focus()
})
