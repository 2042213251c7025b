/* Several values of a filter: a box for each choice of its select, made when somebody asks for them. */
const boxes = new WeakMap()

const tick = (select, options) => {
  for (const box of boxes.get(select) ?? []) box.checked = options.some(({ value }) => value === box.value)
}

const offer = (model, select) => {
  if (!boxes.has(select)) {
    const group = make("fieldset", "gp-boxes")
    group.append(make("legend", "", select.labels[0].firstChild.data))
    boxes.set(select, [...select.options].filter((option) => option.value && !option.dataset.gpSeveral).map((option) => {
      const label = make("label", "")
      const box = make("input", "")
      box.type = "checkbox"
      box.value = option.value
      label.append(box, option.text)
      group.append(label)
      return box
    }))
    group.addEventListener("change", () => choose(model.root, select.name, boxes.get(select).filter((box) => box.checked).map((box) => box.value)))
    model.form.append(group)
  }
  fill(select, chosen(select, asked().get(select.name) ?? []).options)
}
