// Layers of the texts, the choice of columns, and the parallel view.

const LAYERS = ["voices", "findings", "charged", "roles", "names", "quantities", "numbers"];
const boxOf = (name) => document.getElementById(`layer-${name}`);
const shownAtFirst = LAYERS.filter((name) => boxOf(name).checked).join(",");
const parallelBox = boxOf("parallel");

/** The two articles that share most aligned sentences: the columns at first. */
const closest = () => {
  const shared = new Map();
  for (const [a, b] of page.pairs) {
    const both = [a, b].map((id) => id.slice(1).split("-")[0]).join(",");
    shared.set(both, (shared.get(both) ?? 0) + 1);
  }
  return [...shared].sort((x, y) => y[1] - x[1])[0]?.[0] ?? "1,2";
};
const columnsAtFirst = closest();
const pickerLegend = element("legend");
const picker = element("fieldset", { class: "layers columns", hidden: true }, pickerLegend,
  ...page.articles.map((article, n) => element("label", {}, element("input", { type: "checkbox", value: String(n + 1), checked: true }), ` ${n + 1} `, element("bdi", {}, article.label))));
if (parallelBox) texts.querySelector(".layers").after(picker);

texts.addEventListener("change", (event) => {
  if (event.target === parallelBox) choose({ view: parallelBox.checked ? "parallel" : "" });
  else if (event.target.closest(".columns")) {
    const kept = all("input", picker).filter((box) => box.checked).map((box) => box.value);
    if (kept.length) choose({ columns: kept.join(",") === columnsAtFirst ? "" : kept.join(",") });
    else event.target.checked = true;
  } else if (event.target.closest(".layers")) {
    const on = LAYERS.filter((name) => boxOf(name).checked).join(",");
    choose({ layers: on === shownAtFirst ? "" : on || "none" });
  }
});

const applyLayers = () => {
  const on = (chosen.layers ?? shownAtFirst).split(",");
  for (const name of LAYERS) boxOf(name).checked = on.includes(name);
  const parallel = chosen.view === "parallel" && Boolean(parallelBox);
  if (parallelBox) parallelBox.checked = parallel;
  texts.classList.toggle("parallel", parallel);
  picker.hidden = !parallel;
  const kept = parallel ? (chosen.columns ?? columnsAtFirst).split(",") : null;
  for (const box of all("input", picker)) box.checked = !kept || kept.includes(box.value);
  if (kept) pickerLegend.textContent = `Columns: ${kept.length} of ${page.articles.length}${chosen.columns ? "" : ", those with most aligned sentences"}`;
  for (const article of all("article.text", texts)) article.hidden = !inGroup([Number(article.dataset.a)]) || Boolean(kept && !kept.includes(article.dataset.a));
  redraw();
};
