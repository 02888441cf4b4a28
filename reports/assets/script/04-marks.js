// A mark in a text opens its card: the rule with its sources, the plainer wording, the voice, who is said to speak.

const VOICES = {
  own: "the outlet’s own words",
  attributed: "indirect speech: the words may be the outlet’s or the source’s",
  quoted: "the speaker’s words, which the outlet quotes",
  scare: "the outlet’s own, at a distance: quotation marks that no speaker owns",
  mention: "a title, or a word that is spoken about",
};

const voiceOf = (node) => {
  const around = node.closest("[class^='v-']") ?? node.querySelector("[class^='v-']");
  return around ? around.className.slice(2) : "own";
};

/** The row of the table of attributions that a node stands in, if it stands in one. */
const spokenBy = (node) => {
  const around = node.closest("[data-q]") ?? node.querySelector("[data-q]");
  return around && document.getElementById(`${articleOf(node).id}-q${around.dataset.q}`);
};

const attributionFacts = (row) => {
  const heads = all("thead th", row.closest("table")).map(words);
  const facts = heads.map((head, n) => [head, words(row.cells[n])]).filter(([head, value]) => value && head !== "Where");
  return facts.flatMap(([head, value]) => [element("dt", {}, head), element("dd", {}, value)]);
};

const copied = async (text, place) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = element("textarea", {}, text);
    place.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  place.querySelector("[role=status]").textContent = "copied";
};

/** What is sent with a report of a false alarm: one JSON line that says which mark, where, and by which lexicon. */
const falseAlarm = (mark, sentence) => {
  const rule = mark.dataset.rule;
  const term = mark.closest("a.f").hash.slice(1);
  return JSON.stringify({
    framing: page.version, lexicon: page.lexicon, article: page.articles[numberOf(mark) - 1].id, span: spanOf(mark),
    rule, term: words(document.getElementById(term)?.querySelector("h4") ?? mark).replace(/ marked \d+ times? here$/, ""),
    voice: voiceOf(mark), text: mark.textContent, sentence: sentence ? words(sentence) : "", why: "",
  });
};

const showMark = (mark) => {
  const sentence = mark.closest(".s, .block");
  const link = mark.closest("a.f");
  const rulePage = document.getElementById(`rule-${mark.dataset.rule}`);
  const termPage = document.getElementById(link.hash.slice(1));
  const [start, end] = spanOf(mark);
  const voice = voiceOf(mark);
  const row = spokenBy(mark);
  const facts = element("dl", {},
    element("dt", {}, "Voice"), element("dd", {}, element("b", { class: `voice v-${voice}` }, voice), `: ${VOICES[voice]}`),
    ...(row && voice !== "own" ? attributionFacts(row) : []),
    element("dt", {}, "Where"), element("dd", {}, `characters ${start} to ${end} of ${page.articles[numberOf(mark) - 1].id}`),
  );
  const head = rulePage?.closest("details")?.querySelector("summary");
  const actions = element("p", { class: "actions" },
    button("Copy as false alarm", () => copied(falseAlarm(mark, sentence), actions)), " ",
    element("a", { href: `#${rulePage?.id}` }, "The rule’s page"), " ", element("span", { role: "status" }));
  showCard(words(mark), element("blockquote", { dir: "auto" }, sentence ? words(sentence) : ""), facts,
    head ? element("p", { class: "rule-head" }, ...[...head.cloneNode(true).childNodes]) : "",
    ...(termPage ? [...again(termPage).childNodes].filter((node) => node.nodeName !== "H4") : []),
    ...(rulePage ? [again(rulePage.querySelector("dl"))] : []), actions);
};

texts.addEventListener("click", (event) => {
  const link = event.target.closest("a.f");
  if (link) {
    event.preventDefault();
    showMark(link.querySelector("mark") ?? link);
    return;
  }
  const sentence = event.target.closest(".s");
  if (sentence && !event.target.closest("a, button") && !String(getSelection())) showSentence(sentence);
});
