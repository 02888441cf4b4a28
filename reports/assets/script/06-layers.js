// Layers of the texts, the choice of columns, and the parallel view.

const LAYERS = ["voices", "findings", "charged", "roles", "names", "quantities", "numbers"];
const boxOf = (name) => document.getElementById(`layer-${name}`);
const shownAtFirst = LAYERS.filter((name) => boxOf(name).checked).join(",");
const parallelBox = boxOf("parallel");

const picker = element("fieldset", { class: "layers columns", hidden: true }, element("legend", {}, "Columns"),
  ...page.articles.map((article, n) => element("label", {}, element("input", { type: "checkbox", value: String(n + 1), checked: true }), ` ${n + 1} `, element("bdi", {}, article.label))));
if (parallelBox) texts.querySelector(".layers").after(picker);

texts.addEventListener("change", (event) => {
  if (event.target === parallelBox) choose({ view: parallelBox.checked ? "parallel" : "" });
  else if (event.target.closest(".columns")) {
    const kept = all("input", picker).filter((box) => box.checked).map((box) => box.value);
    if (kept.length) choose({ columns: kept.length === page.articles.length ? "" : kept.join(",") });
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
  const kept = parallel && chosen.columns ? chosen.columns.split(",") : null;
  for (const box of all("input", picker)) box.checked = !kept || kept.includes(box.value);
  for (const article of all("article.text", texts)) article.hidden = !inGroup([Number(article.dataset.a)]) || Boolean(kept && !kept.includes(article.dataset.a));
  redraw();
};
