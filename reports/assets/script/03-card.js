// The card: what a number counts, what a mark rests on, how two sentences differ.

const card = element("aside", { id: "card", role: "dialog", "aria-labelledby": "card-title", tabindex: "-1", hidden: true });
let opener = null;

const closeCard = () => {
  card.hidden = true;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
};

const showCard = (title, ...parts) => {
  if (card.hidden) opener = document.activeElement;
  const close = button("×", closeCard, { "aria-label": "Close", class: "close" });
  card.replaceChildren(element("h2", { id: "card-title" }, title), close, ...parts);
  card.hidden = false;
  card.scrollTop = 0;
  card.focus({ preventScroll: true });
};

/** One sentence with its place, as a row of a card. */
const sentenceRow = (id, times = "") => {
  const target = document.getElementById(id);
  if (!target) return "";
  const article = target.closest("article.text");
  const inText = target.matches(".s, .block");
  const where = element("a", { href: `#${id}` }, inText ? shortName(id) : words(target).slice(0, 60));
  const said = inText ? element("p", { dir: "auto" }, words(target)) : "";
  const label = article ? element("bdi", { class: "kind" }, ` ${labelOf(Number(article.dataset.a))} `) : "";
  return element("li", {}, where, label, times, said);
};

/** The sentences that a number counts: those its links lead to. */
const showNumber = (holder) => {
  const links = all("a[href^='#a']:not(.art), a[href^='#ev-']", holder);
  if (!links.length) return;
  const row = holder.closest("tr")?.querySelector("th") ?? holder.closest("li, div.label");
  const title = holder.querySelector("summary, a:not(.art)") ?? holder;
  const list = links.map((link) => sentenceRow(link.hash.slice(1), link.nextElementSibling?.matches(".times") ? link.nextElementSibling.textContent : ""));
  showCard(words(title).slice(0, 80), row ? element("p", { class: "kind" }, words(row).slice(0, 160)) : "", element("ol", { class: "sentences" }, ...list));
};

document.addEventListener("click", (event) => {
  const number = event.target.closest?.("details.n > summary");
  if (number && !number.closest("#card")) {
    event.preventDefault();
    showNumber(number.parentElement);
  }
});
