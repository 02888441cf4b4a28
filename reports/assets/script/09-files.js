// The report as data: the files that the command writes, packed in the page, and each table as it stands.

const TYPES = { json: "application/json", csv: "text/csv", md: "text/markdown" };
const saves = document.getElementById("saves");

/** A table of the page as CSV: its visible words, a cell a field. */
const tableText = (table) => all("tr", table).map((row) => [...row.cells].map((one) => `"${words(one).replaceAll('"', '""').replace(/^[=+\-@]/, "'$&")}"`).join(",")).join("\n") + "\n";

const offerTables = () => {
  const tables = all("table[data-table]");
  const list = tables.map((table) => button(`${table.dataset.table}.csv`, () => saved(`${table.dataset.table}.csv`, new Blob([tableText(table)], { type: "text/csv" }))));
  saves.replaceChildren(element("p", {}, "The tables of this page: ", ...list.flatMap((one) => [one, " "])));
};

const offer = async () => {
  const packed = document.getElementById("page-files").textContent;
  saves.hidden = false;
  if (!packed || !("DecompressionStream" in window)) {
    offerTables();
    return;
  }
  const files = JSON.parse(await unpacked("page-files"));
  const list = Object.entries(files).map(([name, text]) => button(name, () => saved(name, new Blob([text], { type: TYPES[name.split(".").pop()] }))));
  saves.replaceChildren(element("p", {}, "Save: ", ...list.flatMap((one) => [one, " "])));
};
const offered = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  offered.disconnect();
  offer();
}, { rootMargin: "800px" });
offered.observe(document.getElementById("data"));
