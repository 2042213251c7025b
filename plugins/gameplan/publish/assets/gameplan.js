/* Gameplan: copies addresses of feeds. It asks nobody for anything, and pages are complete without it. */
(() => {
  const clipboard = navigator.clipboard
  /* Buttons are there from the start, so that nothing moves; most browsers can copy. */
  if (!clipboard) document.documentElement.classList.add("gp-no-copy")

  const say = (from, text) => {
    const place = from.closest("article")?.querySelector("[role=status]")
    if (place) place.textContent = text
  }

  const done = (button) => {
    const label = button.querySelector("[data-gp-done]")
    if (!label) return
    const text = label.dataset.gpText ||= label.textContent
    label.textContent = label.dataset.gpDone
    setTimeout(() => { label.textContent = text }, 2000)
  }

  const refused = (from) => {
    const code = from.closest("[data-gp-ways]")?.querySelector("code")
    if (code) getSelection().selectAllChildren(code)
    say(from, "The address is selected: copy it with the keyboard")
    /* The next click on a link just follows it. */
    if (from.href) from.removeAttribute("data-gp-copy")
  }

  const copy = async (from) => {
    try {
      await clipboard.writeText(from.dataset.gpCopy)
    } catch {
      refused(from)
      return
    }
    done(from)
    say(from, "Copied")
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
  /* Material's instant navigation tells of each page, but of none where it can't work, as with file: addresses. */
  if (window.document$) window.document$.subscribe(reveal)
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", reveal)
  else reveal()
})()
