/* Colours: by goal area as in the page, or by something else that its address names. Status keeps its icons. */
const HUES = 8

const paint = (model) => {
  const option = model.colour
  const own = !option || option.value === "goal"
  if (own && !model.painted) return
  model.painted = !own
  const choices = own ? [] : [...model.selects.find((select) => select.name === option.value).options].filter((choice) => choice.dataset.gpWord)
  const places = new Map(choices.map((choice, place) => [choice.dataset.gpWord, place]))
  const used = new Set()
  const placeOf = (item) => {
    const place = places.get(item.words.find((word) => places.has(word)))
    if (item.on && place !== undefined) used.add(place)
    return place
  }
  for (const [element, item] of model.elements) tint(element, own, placeOf(item))
  for (const week of all(".gp-q__week[data-gp-of]", model.article)) {
    const items = model.counted(week)
    for (const [number, dot] of all(".gp-dot", week).entries()) tint(dot, own, placeOf(items[number]))
  }
  legend(model, own, option, choices.filter((_, place) => used.has(place)).map((choice) => [choice.text, places.get(choice.dataset.gpWord)]))
}

const again = new WeakMap()
/* Nine and more values have the same hues with a second mark. */
const tint = (element, own, place) => {
  if (!again.has(element)) again.set(element, element.classList.contains("gp-again"))
  for (const name of ["--gp-hue", "--gp-dots"]) {
    if (own) element.style.removeProperty(name)
    else element.style.setProperty(name, place === undefined ? "var(--gp-dim)" : `var(--gp-hue-${place % HUES + 1})`)
  }
  element.classList.toggle("gp-again", own ? again.get(element) : place >= HUES)
}

const legend = (model, own, option, values) => {
  const key = model.root.querySelector(".gp-filter__key")
  const list = key.firstElementChild
  for (const areas of all("[data-gp-areas]", model.article)) show(areas, own)
  show(key, !own)
  if (!own) list.setAttribute("aria-label", option.dataset.gpLegend)
  list.replaceChildren(...values.map(([text, place]) => {
    const item = make("li", "", text)
    item.prepend(make("i", ""))
    tint(item, own, place)
    return item
  }))
}
