// Keys, as in coverage.py's reports: all can be switched off, none works while something is typed.

const sectionsHere = all("main > section");
const visible = (node) => node.getClientRects().length > 0;

/** Go on to the next of some elements, or back, from the one that was current. */
const step = (nodes, by) => {
  const shown = nodes.filter(visible);
  if (!shown.length) return null;
  const at = current ? shown.findIndex((node) => node === current || current.contains(node)) : -1;
  const behind = current && at < 0 ? shown.findIndex((node) => current.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) : -1;
  const next = at >= 0 ? at + by : behind >= 0 ? behind - (by < 0 ? 1 : 0) : by > 0 ? 0 : shown.length - 1;
  return shown[(next + shown.length) % shown.length];
};
const goTo = (node) => {
  if (!node) return;
  current = node.closest(".s, .block") ?? node;
  history.replaceState(null, "", addressOf(current.id));
  reveal(current.id);
};
const goSection = (by) => {
  const top = sectionsHere.findLastIndex((section) => section.getBoundingClientRect().top < 60);
  const next = sectionsHere[Math.max(0, Math.min(sectionsHere.length - 1, top + by))];
  location.hash = addressOf(next.id);
};
const unfold = () => {
  const folds = all("main details.fold");
  const open = folds.some((fold) => !fold.open);
  for (const fold of folds) fold.open = open;
};
const flip = (name) => { const box = boxOf(name); if (box) box.click(); };

const COMMANDS = {
  j: ["next sentence", () => goTo(step(all(".s", texts), 1))],
  k: ["previous sentence", () => goTo(step(all(".s", texts), -1))],
  n: ["next marked word, or next sentence that was found", () => goTo(step(found.sentences.length ? found.sentences : all("mark[data-rule]", texts), 1))],
  p: ["previous one", () => goTo(step(found.sentences.length ? found.sentences : all("mark[data-rule]", texts), -1))],
  a: ["next sentence that is aligned with another", () => goTo(step(all(".s.paired", texts), 1))],
  o: ["open the card of the sentence", () => current?.matches(".s") && showSentence(current)],
  d: ["compare its words with the aligned sentence", () => { if (current?.matches(".s")) { showSentence(current); card.querySelector(".diff")?.click(); } }],
  "]": ["next section", () => goSection(1)],
  "[": ["previous section", () => goSection(-1)],
  "/": ["search", () => { finder.open = true; search.focus(); }],
  t: ["texts in parallel, or one below the other", () => flip("parallel")],
  1: ["layer: voices", () => flip("voices")],
  2: ["layer: marked words", () => flip("findings")],
  3: ["layer: charged words", () => flip("charged")],
  4: ["layer: sources and cues", () => flip("roles")],
  5: ["layer: names", () => flip("names")],
  6: ["layer: numbers and dates", () => flip("quantities")],
  e: ["open or close all that is folded", unfold],
  "?": ["these keys", () => showKeys()],
};

const showKeys = () => {
  const off = element("input", { type: "checkbox", checked: chosen.keys !== "off", change: () => choose({ keys: off.checked ? "" : "off" }) });
  showCard("Keys", element("dl", { class: "keys" }, ...Object.entries(COMMANDS).flatMap(([key, [says]]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, says)]),
    element("dt", {}, element("kbd", {}, "Esc")), element("dd", {}, "close this, or clear what was chosen")),
  element("p", {}, element("label", {}, off, " single keys are on")));
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typed = event.target.closest?.("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape") {
    if (!card.hidden) closeCard();
    else if (typed) {
      if (event.target === search) {
        search.value = "";
        choose({ q: "" });
      }
      event.target.blur();
    }
    else clear.click();
    return;
  }
  if (typed || chosen.keys === "off" || !Object.hasOwn(COMMANDS, event.key)) return;
  event.preventDefault();
  COMMANDS[event.key][1]();
});
