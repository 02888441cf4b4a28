// The card: what a number counts, what a mark rests on, how two sentences differ.

const card = element("aside", { id: "card", role: "dialog", "aria-labelledby": "card-title", tabindex: "-1", hidden: true });
let opener = null;

const closeCard = () => {
  card.hidden = true;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
};

const showCard = (title, ...parts) => {
  const opened = card.hidden;
  if (opened) opener = document.activeElement;
  const close = button("×", closeCard, { "aria-label": "Close", class: "close" });
  card.replaceChildren(element("h2", { id: "card-title" }, title), close, ...parts);
  card.hidden = false;
  if (opened && opener !== document.body) opener.scrollIntoView({ block: "nearest" });
  card.scrollTop = 0;
  card.focus({ preventScroll: true });
};

/** What a place that is no sentence is called: a row by its cells, a fold by its summary. */
const nameOf = (target) => {
  if (target.matches("tr")) return [...target.cells].map(words).filter(Boolean).join(" · ");
  if (target.matches(".text")) return words(target.querySelector("h3"));
  return words(target.closest("details")?.querySelector("summary") ?? target);
};

/** One sentence with its place, as a row of a card. */
const sentenceRow = (id, times = "") => {
  const target = document.getElementById(id);
  if (!target) return "";
  if (!target.matches(".s, .block")) return element("li", {}, element("a", { href: `#${id}` }, nameOf(target).slice(0, 240)), times);
  const number = numberOf(target);
  return element("li", {}, element("a", { href: `#${id}` }, shortName(id)), element("bdi", { class: "kind" }, ` ${labelOf(number)} `), times,
    element("p", { dir: "auto" }, words(target)));
};

/** The head of a cell's column; counted from the right, since a head of a row may span several rows on the left. */
const columnHead = (cell) => {
  const heads = cell.closest("table")?.tHead?.rows[0]?.cells ?? [];
  return heads[heads.length - (cell.parentElement.cells.length - cell.cellIndex)];
};

/** The sentences that a number counts: those its links lead to. */
const showNumber = (holder) => {
  const links = all("a[href^='#']:not(.art)", holder);
  if (!links.length) return;
  const number = words(holder.querySelector("summary, a:not(.art)") ?? holder);
  const cell = holder.closest("td");
  const counts = holder.dataset.about ?? (cell && columnHead(cell) ? words(columnHead(cell)) : "");
  const row = holder.dataset.about ? null : cell?.closest("tr").querySelector("th") ?? cell?.closest("tbody").querySelector("th") ?? holder.closest("li, div.label");
  const list = links.map((link) => sentenceRow(decodeURIComponent(link.hash.slice(1)), link.nextElementSibling?.matches(".times") ? link.nextElementSibling.textContent : ""));
  showCard(`${number.replace(/ \(.*$/, "")} ${counts}`.trim(), row ? element("p", { class: "kind" }, words(row).slice(0, 160)) : "", element("ol", { class: "sentences" }, ...list));
};

document.addEventListener("click", (event) => {
  const number = event.target.closest?.("details.n > summary");
  if (number && !number.closest("#card")) {
    event.preventDefault();
    showNumber(number.parentElement);
  }
});
