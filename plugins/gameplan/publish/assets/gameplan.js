/* Copies addresses of feeds. */
const clipboard = navigator.clipboard
/* Buttons are there from the start, so that nothing moves; most browsers can copy. */
if (!clipboard) document.documentElement.classList.add("gp-no-copy")

const placeOf = (from) => from.closest("article")?.querySelector("[data-gp-copied]")

const done = (button) => {
  const label = button.querySelector("[data-gp-done]")
  if (!label) return
  write(label, label.dataset.gpDone)
  setTimeout(() => write(label, null), 2000)
}

const refused = (from) => {
  const code = from.closest("[data-gp-ways]")?.querySelector("code")
  const place = placeOf(from)
  if (code) getSelection().selectAllChildren(code)
  if (place) place.textContent = place.dataset.gpRefused
  /* The next click on a link just follows it. */
  if (from.href) from.removeAttribute("data-gp-copy")
}

const copy = async (from) => {
  const place = placeOf(from)
  try {
    await clipboard.writeText(from.dataset.gpCopy || location.href)
  } catch {
    refused(from)
    return
  }
  done(from)
  if (place) place.textContent = place.dataset.gpCopied
  if (from.href) location.assign(from.href)
}

document.addEventListener("click", (event) => {
  const from = event.target.closest?.("[data-gp-copy]")
  if (!clipboard || !from || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  copy(from)
})

/* Whoever comes for one feed finds all the ways into it open. */
const reveal = () => {
  const row = document.querySelector(".gp-feed:target") || document.getElementById(location.hash.slice(1))
  const ways = row?.matches(".gp-feed") && row.querySelector(":scope > details")
  if (ways) ways.open = true
}
addEventListener("hashchange", reveal)
onPage(reveal)
