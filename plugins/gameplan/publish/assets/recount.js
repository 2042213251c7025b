/* What a filter leaves: counts, days and lanes of each view. */
const recount = (model) => {
  const { article } = model
  const filtered = model.filters.length > 0
  for (const group of all("[data-gp-group]", article)) {
    const found = new Set()
    for (const element of all("[data-gp], [data-gp-of]", group)) {
      for (const item of element.dataset.gpOf ? model.counted(element) : [model.elements.get(element)]) if (item.on) found.add(item)
    }
    const size = group.querySelector("[data-gp-size]")
    if (size?.closest("[data-gp-group]") === group) write(size, filtered ? found.size : null)
    if (group.dataset.gpGroup !== "keep") show(group, found.size || (!filtered && !group.matches(".gp-unfold")))
  }
  for (const rest of all(".gp-column__rest[data-gp-of]", article)) {
    const count = model.counted(rest).filter((item) => item.on).length
    write(rest, filtered ? filled(model.root.dataset.gpMore, { count }) : null)
    show(rest, count)
  }
  if (article.matches(".gp-month")) recountMonth(model, filtered)
  if (article.matches(".gp-q")) recountQuarter(model, filtered)
  for (const table of all(".gp-load:not(.gp-load--effort)", article)) recountLoad(model, table, filtered)
}

const MOST_CHIPS = 5
const HEAT = [1, 2, 4]

const recountMonth = (model, filtered) => {
  const { article } = model
  model.days ??= all(".gp-grid td[id]", article).map((cell) => [cell, all("[data-gp]:not(.gp-bar--on, .gp-bar--again, .gp-due)", cell)])
  model.weeks ??= all(".gp-grid tbody tr", article).map(barsOf)
  for (const week of model.weeks) pack(week, model, filtered)
  const days = all(".gp-mini li", article)
  for (const [number, [cell, begun]] of model.days.entries()) {
    const shown = begun.filter((chip) => !chip.hidden)
    cell.classList.toggle("gp-d--none", !shown.length)
    const more = cell.querySelector(".gp-e-more")
    if (more) recountMore(model, more, shown, filtered)
    const day = days[number]?.firstElementChild
    if (!begun.length || !day) continue
    const heat = HEAT.filter((least) => shown.length >= least).length
    day.className = day.className.replace(/\bgp-heat-\d/, `gp-heat-${heat}`)
    write(day.querySelector("[data-gp-begins]"), filtered ? shown.length : null)
    if (heat) day.href = `#${cell.id}`
    else day.removeAttribute("href")
  }
}

/* "3 more" again, or nothing to fold any more. */
const recountMore = (model, more, shown, filtered) => {
  const details = more.firstElementChild
  const count = shown.filter((chip) => more.contains(chip)).length
  const few = filtered && shown.filter((chip) => !chip.matches(".gp-bar")).length <= MOST_CHIPS
  const summary = details.firstElementChild
  if (few || summary.hidden) details.open = few
  show(summary, !few)
  write(summary, filtered ? filled(model.root.dataset.gpMore, { count }) : null)
  show(more, count)
}

/* A week's lists that hold bars, as they came, and each bar's parts on its days. */
const barsOf = (row) => {
  const lists = [...row.cells].map((cell) => cell.matches("[id]") ? cell.querySelector(":scope > ul") : null)
  const children = lists.map((list) => [...list?.children ?? []])
  const bars = []
  const open = []
  for (const [day, found] of children.entries()) {
    const parts = found.filter((part) => part.matches(".gp-bar"))
    open.length = parts.length
    for (const [lane, part] of parts.entries()) {
      if (!part.matches("[data-gp]")) open[lane] = null
      else if (open[lane] && part.matches(".gp-bar--on")) open[lane].parts.push(part)
      else bars.push(open[lane] = { day, parts: [part] })
    }
  }
  bars.sort((a, b) => a.day - b.day || b.parts.length - a.parts.length)
  return { lists, children, bars, packed: false }
}

/* Bars into the highest lanes that are free. */
const pack = (week, model, filtered) => {
  if (!filtered && !week.packed) return
  week.packed = filtered
  const ends = []
  const lanes = week.lists.map(() => [])
  for (const { day, parts } of filtered ? week.bars : []) {
    if (!model.elements.get(parts[0]).on) continue
    const free = ends.findIndex((end) => end < day)
    const lane = free < 0 ? ends.length : free
    ends[lane] = day + parts.length - 1
    for (const [number, part] of parts.entries()) lanes[day + number][lane] = part
  }
  for (const [day, list] of week.lists.entries()) {
    if (!list) continue
    const others = week.children[day].filter((child) => !child.matches(".gp-bar"))
    list.replaceChildren(...filtered ? [...Array.from(lanes[day], (part) => part ?? emptyLane()), ...others] : week.children[day])
  }
}

const emptyLane = () => {
  const lane = make("li", "gp-bar gp-bar--gap")
  lane.setAttribute("aria-hidden", "true")
  return lane
}

const MOST_TITLES = 3
const rows = new WeakMap()
const recountQuarter = (model, filtered) => {
  for (const week of all(".gp-q__week[data-gp-of]", model.article)) {
    const items = model.counted(week)
    const shown = items.filter((item) => item.on).length
    const said = week.querySelector(".gp-sr")
    const link = week.firstElementChild
    link.dataset.gpTitle ??= link.title
    link.title = filtered ? items.filter((item) => item.on).slice(0, MOST_TITLES).map((item) => item.title).join("\n") : link.dataset.gpTitle
    show(week, shown)
    for (const [number, dot] of all(".gp-dot", week).entries()) show(dot, items[number].on)
    write(week.querySelector("b"), filtered ? shown : null)
    write(said, null)
    if (filtered) write(said, filled(model.root.dataset.gpOfWhole, { shown, whole: said.textContent }))
  }
  /* Rows of a lane that nothing is left in are taken out. */
  for (const strip of all("ul.gp-q__strip", model.article)) {
    const parts = [...strip.children].filter((part) => !part.matches("[aria-hidden]"))
    for (const part of parts) if (!rows.has(part)) rows.set(part, Number(part.style.gridRowStart))
    const used = [...new Set(parts.filter((part) => !part.hidden).map((part) => rows.get(part)))].sort((a, b) => a - b)
    for (const part of parts) part.style.gridRowStart = filtered ? used.indexOf(rows.get(part)) + 1 : rows.get(part)
    nowRows(strip)
  }
}

/* The line of today goes down all rows of a lane. */
const nowRows = (strip) => {
  const line = strip.querySelector(".gp-q__now")
  const last = Math.max(1, ...[...strip.children].filter((part) => part !== line && !part.hidden).map((part) => Number(part.style.gridRowStart)))
  if (line) line.style.gridRowEnd = `span ${last}`
}

/* How full a week is stays as it is: whoever has too much to do has so whatever is looked at. */
const recountLoad = (model, table, filtered) => {
  const wanted = model.filters.find((filter) => filter.name === "owner")?.words
  const sums = []
  for (const part of all(".gp-load--effort tr[data-gp-owner], .gp-pinches > li", model.article)) show(part, !wanted || wanted.has(part.dataset.gpOwner))
  for (const row of table.tBodies[0].rows) {
    show(row, !wanted || wanted.has(row.dataset.gpOwner))
    let total = 0
    for (const [column, cell] of [...row.cells].entries()) {
      const counted = cell.dataset.gpOf ? model.counted(cell) : []
      const count = counted.filter((item) => item.on).length
      const place = cell.querySelector("[data-gp-size]")
      if (place) write(place, filtered ? `${count}/${counted.length}` : null)
      cell.classList.toggle("gp-load--none", counted.length > 0 && !count)
      total += count
      if (!row.hidden) sums[column] = (sums[column] ?? 0) + count
    }
    const last = row.cells.length - 1
    write(row.cells[last], filtered ? total : null)
    if (!row.hidden) sums[last] += total
  }
  for (const [column, cell] of [...table.tFoot.rows[0].cells].entries()) if (column) write(cell, filtered ? sums[column] ?? 0 : null)
}
