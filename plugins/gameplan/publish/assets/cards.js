/* Cards: what a link's title says, for whoever points at an entry or reaches it by keyboard. A touch follows the link. */
let card = null
let about = null

const shut = () => {
  if (!about) return
  about.title = card.dataset.gpTitle
  about.removeAttribute("aria-describedby")
  card.remove()
  about = null
}

const describe = (link) => {
  shut()
  about = link
  card = make("div", "gp gp-hint")
  card.id = "gp-hint"
  card.role = "tooltip"
  card.dataset.gpTitle = link.title
  card.append(...link.title.split("\n").map((line) => make("p", "", line)))
  link.removeAttribute("title")
  link.setAttribute("aria-describedby", card.id)
  document.body.append(card)
  place()
}

/* Below the link, or above it where there is no room; and it stays there while the page scrolls, as it does to what is focused. */
const place = () => {
  if (!about) return
  const { left, top, bottom } = about.getBoundingClientRect()
  const { width, height } = card.getBoundingClientRect()
  const below = bottom + height < innerHeight
  card.style.left = `${Math.max(0, Math.min(left, document.documentElement.clientWidth - width))}px`
  card.style.top = `${below ? bottom : Math.max(0, top - height)}px`
}

const titled = (event) => event.target.closest?.(".gp :is(.gp-es, .gp-dues) a[title]")
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || card?.contains(event.target) || about?.contains(event.target)) return
  const link = titled(event)
  if (link) describe(link)
  else if (about !== document.activeElement) shut()
})
document.addEventListener("focusin", (event) => {
  const link = titled(event)
  if (link?.matches(":focus-visible")) describe(link)
  else if (event.target !== about) shut()
})
document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut() })
document.addEventListener("scroll", place, true)
onPage(shut)
