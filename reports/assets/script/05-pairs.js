// Aligned sentences: which belong together, how their words differ, and texts in parallel columns with lines between.

const counterparts = new Map();
for (const [a, b, score, onlyA, onlyB] of page.pairs) {
  for (const [one, other, mine, theirs] of [[a, b, onlyA, onlyB], [b, a, onlyB, onlyA]]) {
    if (!counterparts.has(one)) counterparts.set(one, []);
    counterparts.get(one).push({ id: other, score, mine, theirs });
  }
}
let current = null;

/** A sentence with the words marked that stand only in it; spans count code points from its start. */
const withDifferences = (id, spans) => {
  const letters = [...document.getElementById(id).textContent];
  const out = element("p", { dir: "auto" });
  let at = 0;
  for (const [start, end] of spans) {
    out.append(letters.slice(at, start).join(""), element("b", { class: "only" }, letters.slice(start, end).join("")));
    at = end;
  }
  out.append(letters.slice(at).join(""));
  return out;
};

const besides = (id, pair) => {
  const place = element("div", { class: "beside" });
  const plain = () => [sentenceRow(pair.id)];
  const diff = () => [
    element("p", { class: "kind" }, shortName(id)), withDifferences(id, pair.mine),
    element("p", { class: "kind" }, shortName(pair.id)), withDifferences(pair.id, pair.theirs),
  ];
  const show = button("Compare the words", () => {
    const shown = show.getAttribute("aria-pressed") === "true";
    show.setAttribute("aria-pressed", String(!shown));
    place.replaceChildren(...(shown ? plain() : diff()));
  }, { "aria-pressed": "false", class: "diff" });
  place.append(...plain());
  return element("li", {}, place, element("p", { class: "actions" }, show, ` score ${pair.score.toFixed(2)}`));
};

/** The card of a sentence: who speaks in it, what is marked, which sentences of other articles tell the same. */
const showSentence = (sentence) => {
  current = sentence;
  standAt(sentence);
  history.replaceState(null, "", addressOf(sentence.id));
  const number = numberOf(sentence);
  const rows = all(`tr[id^="a${number}-q"]`).filter((row) => row.querySelector("a")?.hash === `#${sentence.id}`);
  const pairs = counterparts.get(sentence.id) ?? [];
  const [start, end] = spanOf(sentence);
  const marks = all("mark[data-rule]", sentence);
  const charged = all(".charged", sentence);
  showCard(`${shortName(sentence.id)} ${labelOf(number)}`,
    element("blockquote", { dir: "auto" }, words(sentence)),
    pairs.length ? element("h3", {}, "Aligned sentences") : element("p", { class: "kind" }, "Aligned with no sentence of another article."),
    element("ul", { class: "sentences" }, ...pairs.map((pair) => besides(sentence.id, pair))),
    rows.length ? element("h3", {}, "Who speaks") : "",
    ...rows.map((row) => element("dl", {}, ...attributionFacts(row))),
    marks.length ? element("h3", {}, "Marked words") : "",
    element("p", {}, ...marks.flatMap((mark) => [button(words(mark), () => showMark(mark)), " "])),
    charged.length ? element("p", { class: "kind" }, `Charged words (statistical): ${charged.map((one) => `${words(one)} ${one.dataset.score}`).join(", ")}`) : "",
    element("p", { class: "kind" }, `characters ${start} to ${end}; `, element("a", { href: `#${sentence.id}` }, "link to this sentence")));
  if (texts.classList.contains("parallel")) level(sentence, pairs);
  else sentence.scrollIntoView({ block: "nearest" });
};

for (const [id, pairs] of counterparts) {
  const sentence = document.getElementById(id);
  const label = `${pairs.length} aligned sentence${pairs.length === 1 ? "" : "s"}`;
  sentence?.classList.add("paired");
  sentence?.before(button("", () => (texts.classList.contains("parallel") ? lead(sentence, pairs) : showSentence(sentence)), { class: "join", "aria-label": label, title: label }));
}

// ---------------------------------------------------------------- parallel columns

const rows = texts.querySelector(".rows");
const SVG = "http://www.w3.org/2000/svg";
const lines = document.createElementNS(SVG, "svg");
lines.setAttribute("class", "joins");
lines.setAttribute("aria-hidden", "true");
rows.prepend(lines);
const columns = () => all("article.text", rows).filter((article) => !article.hidden);

/** Scroll the other columns so that what is aligned with a sentence stands at its height. */
const level = (sentence, pairs) => {
  const top = sentence.getBoundingClientRect().top;
  for (const pair of pairs) {
    const other = document.getElementById(pair.id);
    const column = articleOf(other);
    if (!column.hidden) column.scrollTop += other.getBoundingClientRect().top - top;
  }
};

/** Make a sentence the current one, and bring what is aligned with it to its height. */
const lead = (sentence, pairs) => {
  current = sentence;
  history.replaceState(null, "", addressOf(sentence.id));
  level(sentence, pairs);
  redraw();
};

let waiting = false;
const drawJoins = () => {
  waiting = false;
  lines.replaceChildren();
  if (!texts.classList.contains("parallel")) return;
  const frame = rows.getBoundingClientRect();
  const left = frame.left - rows.scrollLeft;
  lines.style.width = `${rows.scrollWidth}px`;
  const shown = columns().map((column) => ({ id: column.id, box: column.getBoundingClientRect() }));
  const place = new Map(shown.map(({ id }, n) => [id, n]));
  for (const [a, b] of page.pairs) {
    const now = current && (current.id === a || current.id === b);
    const [one, other] = [a, b].map((id) => ({ id, column: place.get(id.split("-")[0]) })).sort((x, y) => x.column - y.column);
    if (one.column === undefined || other.column === undefined) continue;
    if (other.column - one.column > 1 && !now) continue; // a line across a text would hide it
    const [from, to] = [one, other].map(({ id }) => document.getElementById(id).getBoundingClientRect());
    const [y0, y1] = [from, to].map((box) => box.top + Math.min(12, box.height / 2));
    const inside = [[y0, shown[one.column].box], [y1, shown[other.column].box]].every(([y, box]) => y >= box.top && y <= box.bottom);
    if (!inside) continue;
    const path = document.createElementNS(SVG, "path");
    const [x0, x1] = [shown[one.column].box.right - left - 14, shown[other.column].box.left - left + 2];
    const middle = (x0 + x1) / 2;
    path.setAttribute("d", `M${x0},${y0 - frame.top}C${middle},${y0 - frame.top} ${middle},${y1 - frame.top} ${x1},${y1 - frame.top}`);
    if (now) path.setAttribute("class", "now");
    lines.append(path);
  }
};
const redraw = () => {
  if (!waiting) requestAnimationFrame(drawJoins);
  waiting = true;
};
for (const article of all("article.text", rows)) article.addEventListener("scroll", redraw, { passive: true });
addEventListener("resize", redraw, { passive: true });
addEventListener("scroll", redraw, { passive: true });
rows.addEventListener("scroll", redraw, { passive: true });
