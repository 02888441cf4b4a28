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
};

for (const [id, pairs] of counterparts) {
  const sentence = document.getElementById(id);
  const label = `${pairs.length} aligned sentence${pairs.length === 1 ? "" : "s"}`;
  sentence?.classList.add("paired");
  sentence?.before(button("", () => showSentence(sentence), { class: "join", "aria-label": label, title: label }));
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

let waiting = false;
const drawJoins = () => {
  waiting = false;
  lines.replaceChildren();
  if (!texts.classList.contains("parallel")) return;
  const frame = rows.getBoundingClientRect();
  const left = frame.left - rows.scrollLeft;
  lines.style.width = `${rows.scrollWidth}px`;
  const shown = columns().map((column) => ({ column, box: column.getBoundingClientRect(), id: column.id }));
  shown.slice(1).forEach((right, n) => {
    const { box, id } = shown[n];
    for (const [a, b] of page.pairs) {
      const [one, other] = a.startsWith(`${id}-`) && b.startsWith(`${right.id}-`) ? [a, b] : b.startsWith(`${id}-`) && a.startsWith(`${right.id}-`) ? [b, a] : [];
      if (!one) continue;
      const from = document.getElementById(one).getBoundingClientRect();
      const to = document.getElementById(other).getBoundingClientRect();
      const y0 = from.top + Math.min(12, from.height / 2);
      const y1 = to.top + Math.min(12, to.height / 2);
      if (y0 < box.top || y0 > box.bottom || y1 < right.box.top || y1 > right.box.bottom) continue;
      const path = document.createElementNS(SVG, "path");
      const [x0, x1] = [box.right - left - 14, right.box.left - left + 2];
      const middle = (x0 + x1) / 2;
      path.setAttribute("d", `M${x0},${y0 - frame.top}C${middle},${y0 - frame.top} ${middle},${y1 - frame.top} ${x1},${y1 - frame.top}`);
      if (current && (current.id === one || current.id === other)) path.setAttribute("class", "now");
      lines.append(path);
    }
  });
};
const redraw = () => {
  if (!waiting) requestAnimationFrame(drawJoins);
  waiting = true;
};
for (const article of all("article.text", rows)) article.addEventListener("scroll", redraw, { passive: true });
addEventListener("resize", redraw, { passive: true });
addEventListener("scroll", redraw, { passive: true });
rows.addEventListener("scroll", redraw, { passive: true });
