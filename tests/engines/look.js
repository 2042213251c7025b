/* What can be measured of a page in a browser; `looking.py` puts it into pages and asks. Ours is what stands in `.gp`, and the title. */
(() => {
  const OURS = ".md-content :is(.gp, h1)"
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

  const COLOURS = ["color-contrast", "link-in-text-block"]

  const name = (element) => {
    const css = [...element.classList].map((one) => `.${one}`).join("")
    const text = element.textContent.replace(/\s+/gu, " ").trim().slice(0, 40)
    return `${element.closest("[class]")?.className || ""} > ${element.localName}${css} "${text}"`
  }

  const seen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !element.closest(".gp-sr, .gp-skip:not(:focus)")

  /* WCAG's exception: a link in a sentence is as high as its line. */
  const inSentence = (element) =>
    getComputedStyle(element).display.startsWith("inline") &&
    [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.data))

  const small = (least) =>
    [...document.querySelectorAll(OURS)].flatMap((part) => [...part.querySelectorAll("a[href], button, summary, input, select, textarea")])
      .filter((element) => seen(element) && !inSentence(element))
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.width && Math.min(box.width, box.height) < least - 0.5)
      .map(([element, box]) => `${Math.round(box.width)}×${Math.round(box.height)} ${name(element)}`)

  const sideways = () => document.documentElement.scrollWidth - innerWidth

  const frames = () => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))) })

  const moves = []
  const keep = (entries) => moves.push(...entries)
  const watcher = new PerformanceObserver((list) => keep(list.getEntries()))
  watcher.observe({ type: "layout-shift", buffered: true })

  /* What moved by itself after it had been painted. */
  const shifts = async () => {
    await frames()
    keep(watcher.takeRecords())
    return moves.filter((entry) => !entry.hadRecentInput).flatMap((entry) => entry.sources.map((source) => source.node))
      .filter((node) => node && (node.closest || node.parentElement?.closest))
      .map((node) => (node.closest ? node : node.parentElement)).filter((element) => element.closest(".md-content")).map(name)
  }

  /* A page in its other look differs by colours alone; and its header, its navigation and its footer are those of all pages. */
  const axe = async (whole, again) => {
    const options = { resultTypes: ["violations"], preload: false, runOnly: again ? { type: "rule", values: COLOURS } : TAGS }
    const context = whole ? document : { include: [".md-main"], exclude: [".md-sidebar--primary"] }
    const { violations } = await window.axe.run(context, options)
    return violations.flatMap((rule) => rule.nodes.map((node) => {
      const selector = node.target.join(" ")
      const found = document.querySelector(node.target[0])
      const why = node.failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ")
      return [rule.id, !!found?.closest(OURS), found?.closest(".md-content") ? "content" : selector, `${selector}: ${why}`]
    }))
  }

  /* The page in its other look, once all colours have come to rest. */
  const turn = async () => {
    const { mdColorScheme } = document.body.dataset
    const labels = [...document.querySelectorAll("[data-md-component=palette] label")]
    labels.find((label) => label.checkVisibility()).click()
    do await frames()
    while (document.body.dataset.mdColorScheme === mdColorScheme)
    await Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))
  }

  /* The kinds of elements whose text can be read. */
  const parts = () => {
    const kind = (element) => `${element.localName}.${element.getAttribute("class") || ""}`
    const all = [...document.querySelectorAll(".md-content .gp *")]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) && seen(element))
    return [...new Set(all.map((element) => `${kind(element.parentElement)} > ${kind(element)}`))]
  }

  /* For each heading of the first rank, whether it is shown. */
  const titles = () => [...document.querySelectorAll("h1")].map((element) => element.checkVisibility())

  const scheme = () => document.body.dataset.mdColorScheme

  const measure = (least) => [innerWidth, sideways(), small(least), parts(), titles()]

  window.look = { axe, measure, scheme, shifts, turn }
})()
