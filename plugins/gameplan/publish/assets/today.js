/* Today: what depends on it, moved from the day of the build to the reader's, in the playbook's time zone. Days are compared as days. */
const DAY = 86400000
const dayNumber = (iso) => Date.parse(`${iso}T00:00Z`) / DAY
const isoOf = (number) => new Date(number * DAY).toISOString().slice(0, 10)

const todayIn = (zone) => {
  const given = asked().get("today")?.[0] ?? ""
  if (/^\d{4}-\d\d-\d\d$/.test(given) && dayNumber(given)) return given
  const now = new Date()
  try {
    /* Swedes write days as ISO 8601 does. */
    return now.toLocaleDateString("sv-SE", { timeZone: zone })
  } catch {
    return now.toLocaleDateString("sv-SE")
  }
}

/* "in 4 days", "yesterday", "in 3 months". */
const ago = (days, language) => {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
  return Math.abs(days) < 60 ? words.format(days, "day") : words.format(Math.round(days / 30.44), "month")
}

const moveToday = () => {
  for (const line of all("[data-gp-built]")) {
    const article = line.closest("article")
    if (line.dataset.gpToday) continue
    const { gpBuilt: built, gpZone: zone, gpLanguage: language } = line.dataset
    const today = todayIn(zone)
    line.dataset.gpToday = today
    const marks = () => [...line.nextElementSibling.content.cloneNode(true).children]
    for (const time of all("time[data-gp-relative]", article)) {
      /* Of today the mark says it. */
      if (time.dateTime !== today || !time.closest(".gp-day")) time.after(make("span", "gp-quiet gp-relative", ` (${ago(dayNumber(time.dateTime) - dayNumber(today), language)})`))
    }
    if (today === built) continue
    notice(article, dayNumber(today) - dayNumber(built), language)
    moveOverdue(article, today, marks)
    moveInMonth(article, today)
    moveInAgenda(article, today, marks)
    moveInQuarter(article, today)
    moveHome(article, today, language)
    aim(article, today)
  }
}

/* How old this copy is, from as many days on as the playbook says. */
const notice = (article, days, language) => {
  const place = article.querySelector(".gp-stale")
  if (!place || days < Number(place.dataset.gpStale)) return
  const words = new Intl.RelativeTimeFormat(language).format(-days, "day")
  place.textContent = filled(place.dataset.gpWords, { ago: words })
  place.hidden = false
}

const moveOverdue = (article, today, marks) => {
  for (const element of all("[data-gp-due]", article)) {
    const late = element.dataset.gpDue < today
    const [, , word, icon] = marks()
    if (element.matches(".gp-e")) {
      if (element.classList.contains("gp-e--late") === late || element.matches(".gp-bar--on")) continue
      element.classList.toggle("gp-e--late", late)
      if (late) element.querySelector(".gp-i").after(...icon.childNodes)
      else element.querySelector(".gp-i--timer-sand")?.remove()
      continue
    }
    const there = element.querySelector(".gp-overdue")
    if (late && !there) {
      element.querySelector(".gp-row__when")?.append(word)
      element.querySelector(".gp-tile > p")?.prepend(word, " ")
    }
    if (!late) there?.remove()
  }
}

const moveInMonth = (article, today) => {
  for (const cell of all(".gp-grid .gp-d--today, .gp-mini--today", article)) {
    cell.classList.remove("gp-d--today", "gp-mini--today")
    cell.removeAttribute("aria-current")
  }
  const cells = all(".gp-grid td[id]", article)
  const place = cells.findIndex((cell) => cell.id === `d-${today}`)
  if (place < 0) return
  cells[place].classList.add("gp-d--today")
  cells[place].setAttribute("aria-current", "date")
  all(".gp-mini li", article)[place]?.firstElementChild.classList.add("gp-mini--today")
}

const moveInAgenda = (article, today, marks) => {
  const mark = (section, title, name, number, now) => {
    section.classList.toggle(name, now)
    const heading = section.querySelector(title)
    const there = heading.querySelector(".gp-chip")
    if (now && !there) heading.append(" ", marks()[number])
    else if (!now) there?.remove()
  }
  for (const day of all(".gp-day", article)) {
    const iso = day.id.slice(2)
    day.classList.toggle("gp-day--past", iso < today)
    day.classList.toggle("gp-day--ahead", iso > today)
    mark(day, "h3", "gp-day--today", 0, iso === today)
  }
  /* What is over by now joins what was over when the page was built; what began and isn't over goes on. */
  const fold = article.querySelector(".gp-earlier")
  const running = article.querySelector("#under-way")
  const count = (group) => {
    const size = group.querySelector("[data-gp-size]")
    if (size) size.textContent = all(".gp-row", group).length
    if (group.matches(".gp-unfold")) group.hidden = !group.querySelector(".gp-row")
  }
  for (const day of fold ? all(".gp-week .gp-day", article) : []) {
    if (day.id.slice(2) >= today) break
    const week = day.closest(".gp-week")
    const rest = day.cloneNode(true)
    rest.removeAttribute("id")
    /* The rows themselves move, and no copies of them: a filter knows them. */
    const copies = all(".gp-row", rest)
    for (const [number, row] of all(".gp-row", day).entries()) copies[number].replaceWith(...(row.dataset.gpDue >= today ? [row] : []))
    if (rest.querySelector(".gp-row")) running.append(rest)
    if (day.querySelector(".gp-row")) fold.append(day)
    else day.remove()
    if (week.querySelector(".gp-day")) count(week)
    else week.remove()
    count(fold)
    count(running)
  }
  const monday = isoOf(dayNumber(today) - (dayNumber(today) + 3) % 7)
  for (const week of all(".gp-week", article)) mark(week, "h2", "gp-week--this", 1, week.dataset.gpMonday === monday)
  for (const link of all("[data-gp-month]", article)) {
    const { gpMonth: month } = link.dataset
    const now = today.slice(0, 7)
    link.className = `gp-months--${month === now ? "today" : month < now ? "past" : "ahead"}`
  }
}

/* The next days from the reader's today on, what is overdue by now, and how many of each. */
const moveHome = (article, today, language) => {
  const section = article.querySelector("[data-gp-next-days]")
  if (!section) return
  const { gpNextDays: days, gpMost: most } = section.dataset
  const last = isoOf(dayNumber(today) + Number(days) - 1)
  const rows = all("[data-gp-next]", section)
  const within = rows.filter((row) => row.dataset.gpNext.slice(0, 10) <= last && row.dataset.gpNext.slice(11) >= today)
  for (const row of rows) show(row, within.indexOf(row) >= 0 && within.indexOf(row) < Number(most))
  show(section.querySelector(".gp-empty"), !within.length)
  const span = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "short", timeZone: "UTC" })
  section.querySelector("small").textContent = span.formatRange(dayNumber(today) * DAY, dayNumber(last) * DAY)
  const rest = section.querySelector("[data-gp-rest]")
  if (within.length > most) rest.textContent = filled(rest.dataset.gpRest, { count: within.length - most })
  const overdue = article.querySelector("#overdue")
  const known = new Set(all(".gp-row__title", overdue).map((link) => link.href))
  let more = 0
  for (const row of rows) {
    const entry = row.firstElementChild
    const title = entry.querySelector(".gp-row__title")
    if (!(entry.dataset.gpDue < today) || known.has(title.href)) continue
    known.add(title.href)
    overdue.querySelector("ul").append(entry.cloneNode(true))
    more += 1
  }
  show(overdue, known.size)
  const [coming, late] = all(".gp-counts > li", article)
  coming.querySelector("strong").textContent = within.length
  if (!more) return
  late.className = "gp-counts--bad"
  late.firstElementChild.href = "#overdue"
  const size = late.querySelector("strong")
  size.textContent = Number(size.textContent) + more
}

const moveInQuarter = (article, today) => {
  const { gpFirst: first } = article.dataset
  if (!first) return
  const column = dayNumber(today) - dayNumber(first) + 1
  const { gpName: name, gpDays: days } = article.dataset
  const inside = name ? name === quarterOf(today) : column > 0 && column <= days
  for (const strip of all("ul.gp-q__strip", article)) {
    let line = strip.querySelector(".gp-q__now")
    if (!inside) {
      line?.remove()
      continue
    }
    if (!line) {
      line = make("li", "gp-q__now")
      line.setAttribute("aria-hidden", "true")
      line.style.gridRowStart = 1
      strip.prepend(line)
    }
    line.style.gridColumnStart = column
    nowRows(strip)
  }
}

const quarterOf = (day) => `${day.slice(0, 4)}-q${Math.ceil(day.slice(5, 7) / 3)}`

/* Links to today's month and quarter lead to those of the reader, where they have a page; else the button goes. */
const aim = (article, today) => {
  const pages = (article.querySelector("[data-gp-pages]")?.dataset.gpPages ?? "").split(" ")
  const known = new Set([...pages, ...pages.map((page) => quarterOf(`${page}-01`))])
  for (const link of all("a[data-gp-now]", article)) {
    const old = link.dataset.gpNow
    const now = old.includes("q") ? quarterOf(today) : today.slice(0, 7)
    const place = link.getAttribute("href").lastIndexOf(old)
    if (known.has(now) && place >= 0) {
      const href = link.getAttribute("href")
      link.setAttribute("href", href.slice(0, place) + now + href.slice(place + old.length))
      link.dataset.gpNow = now
    }
    if (link.matches(".gp-steps a")) show(link, known.has(now) && now !== article.dataset.gpName)
  }
}
onPage(moveToday)
