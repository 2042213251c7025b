/* New entries: two people who begin one on the same day get names of their own for its file, by whatever button or key. */
for (const key of ["click", "pointerdown"]) addEventListener(key, (event) => {
  const link = event.target.closest?.(`a[href*="name="]`)
  if (link) link.href = link.href.replace(/(name=[^&]*new-entry)[^.]*/, "$1-" + Date.now())
})
