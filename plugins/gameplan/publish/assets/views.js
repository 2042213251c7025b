/* On phones the tabs of the views stand in one row, wider than the window: the one that is open is in its middle. */
onPage(() => {
  const middle = (element) => element.getBoundingClientRect().left + element.offsetWidth / 2
  for (const tab of all(".gp-views [aria-current]")) {
    const row = tab.closest("ul")
    row.scrollLeft += middle(tab) - middle(row)
  }
})
