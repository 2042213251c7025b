/* `?embed` shows a view alone, in a frame of another page; what is clicked opens in that page's window. */
onPage(() => {
  if (!/[?&]embed\b/.test(location.search)) return
  document.documentElement.classList.add("gp-embed")
  for (const link of all("a:not([href^='#'])")) link.target = "_top"
})
