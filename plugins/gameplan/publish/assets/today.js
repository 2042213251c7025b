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
      time.after(make("span", "gp-quiet gp-relative", ` (${ago(dayNumber(time.dateTime) - dayNumber(today), language)})`))
    }
    if (today === built) continue
    notice(article, dayNumber(today) - dayNumber(built), language)
    moveOverdue(article, today, marks)
    moveInMonth(article, today)
    moveInAgenda(article, today, marks)
    moveInQuarter(article, today)
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
  const monday = isoOf(dayNumber(today) - (dayNumber(today) + 3) % 7)
  for (const week of all(".gp-week", article)) mark(week, "h2", "gp-week--this", 1, week.dataset.gpMonday === monday)
  for (const link of all("[data-gp-month]", article)) {
    const { gpMonth: month } = link.dataset
    const now = today.slice(0, 7)
    link.className = `gp-months--${month === now ? "today" : month < now ? "past" : "ahead"}`
  }
}

const moveInQuarter = (article, today) => {
  const { gpFirst: first } = article.dataset
  if (!first) return
  const column = dayNumber(today) - dayNumber(first) + 1
  const inside = article.dataset.gpName === quarterOf(today)
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
