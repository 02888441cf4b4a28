// Facets and search: one choice of outlet, rule, voice and speaker, and words; what does not belong is left out or faint.

const found = { articles: null, sentences: [] };
const inGroup = (numbers) => !found.articles || numbers.some((number) => found.articles.includes(number));

const counted = (values) => {
  const out = new Map();
  for (const value of values) out.set(value, (out.get(value) ?? 0) + 1);
  return [...out].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

const spokenRows = all("tr[id*='-q']");
const speakerOf = (row) => row?.cells[1].querySelector("bdi")?.textContent;
const findings = all("ul.findings > li[data-r]");
const facets = {
  group: page.groups.map((group) => [group.label, group.articles.length]),
  rule: counted(findings.map((one) => one.dataset.r)).sort(),
  voice: counted(findings.map((one) => one.dataset.v)),
  speaker: counted(spokenRows.map(speakerOf).filter(Boolean)),
};
const ruleName = (code) => words(document.getElementById(`rule-${code}`)?.closest("details")?.querySelector("summary") ?? document.body).slice(0, 40).replace(/ (info|warning|error) .*/, "");

const optionText = (name, value, n) => `${name === "rule" ? ruleName(value) : value} (${n})`;

const selects = Object.entries(facets).filter(([, values]) => values.length).map(([name, values]) => {
  const title = { group: `${page.by} (articles)`, rule: "rule (marked words)", voice: "voice (marked words)", speaker: "speaker (attributions)" }[name];
  const select = element("select", { name, id: `facet-${name}`, change: () => choose({ [name]: select.value }) },
    element("option", { value: "" }, "all"),
    ...values.map(([value, n]) => element("option", { value }, optionText(name, value, n))));
  return element("label", { for: `facet-${name}` }, title, select);
});
const search = element("input", { type: "search", id: "search", placeholder: "words in the texts", "aria-label": "Search in the texts" });
let typing = 0;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => choose({ q: search.value.trim() }), 200);
});
if (texts.querySelector(".raw.blank")) Object.assign(search, { disabled: true, placeholder: "this page carries no texts" });
const status = element("p", { role: "status", class: "kind" });
const matches = button("Show the sentences", () => showMatches(), { id: "show-matches", hidden: true });
const clear = button("Clear", () => choose({ group: "", rule: "", voice: "", speaker: "", q: "" }), { id: "clear", hidden: true });
const finder = element("details", { class: "finder" }, element("summary", {}, "Find and filter"),
  element("form", { role: "search", submit: (event) => { event.preventDefault(); showMatches(); } }, search, ...selects, status, matches, " ", clear));

const showMatches = () => {
  if (!found.sentences.length) return;
  const list = found.sentences.slice(0, 200).map((one) => sentenceRow(one.id));
  showCard(`${found.sentences.length} sentence${found.sentences.length === 1 ? "" : "s"}`,
    found.sentences.length > 200 ? element("p", { class: "kind" }, "The first 200:") : "", element("ol", { class: "sentences" }, ...list));
  highlight();
};

/** How often each value of a facet occurs in what the other facets leave. */
const countsOf = (name) => {
  const fits = (own, facet) => facet === name || !chosen[facet] || own === chosen[facet];
  if (name === "speaker") return new Map(counted(spokenRows.filter((row) => inGroup([numberOf(row)])).map(speakerOf).filter(Boolean)));
  return new Map(counted(findings.filter(({ dataset: { r, v, s, g } }) => inGroup([Number(g)]) && fits(r, "rule") && fits(v, "voice") && fits(s, "speaker"))
    .map((one) => one.dataset[name[0]])));
};

const recount = () => {
  for (const select of all("select", finder)) {
    const counts = select.name === "group" ? null : countsOf(select.name);
    if (counts) for (const option of [...select.options].slice(1)) option.textContent = optionText(select.name, option.value, counts.get(option.value) ?? 0);
  }
};

const markBelongs = (mark) => {
  const speaker = chosen.speaker && speakerOf(spokenBy(mark));
  return (!chosen.rule || mark.dataset.rule === chosen.rule) && (!chosen.voice || voiceOf(mark) === chosen.voice) && (!chosen.speaker || speaker === chosen.speaker);
};

const matching = () => {
  const byMark = chosen.rule || chosen.voice;
  if (!byMark && !chosen.speaker && !chosen.q) return [];
  const spoken = new Set(spokenRows.filter((row) => speakerOf(row) === chosen.speaker).map((row) => row.querySelector("a")?.hash.slice(1)));
  const asked = (chosen.q ?? "").toLowerCase();
  return all(".s, .block:not(:has(.s))", texts).filter((one) => one.id && inGroup([numberOf(one)])
    && (!byMark || all("mark[data-rule]", one).some(markBelongs))
    && (!chosen.speaker || byMark || spoken.has(one.id))
    && (!asked || words(one).toLowerCase().includes(asked)));
};

/** Mark the words that were searched for, without touching the texts. */
const highlight = () => {
  if (!("highlights" in CSS)) return;
  const ranges = [];
  const asked = (chosen.q ?? "").toLowerCase();
  for (const one of asked ? [...found.sentences, ...all(".sentences p", card)] : []) {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.toLowerCase();
      for (let at = text.indexOf(asked); at >= 0; at = text.indexOf(asked, at + 1)) {
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, Math.min(at + asked.length, walker.currentNode.length));
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("asked", new Highlight(...ranges));
};

const applyFacets = () => {
  const group = page.groups.find((one) => one.label === chosen.group);
  found.articles = group ? group.articles : null;
  for (const one of all("[data-g]")) one.hidden = !inGroup(one.dataset.g.split(" ").map(Number));
  for (const one of all("table [data-a]")) one.hidden = !inGroup([Number(one.dataset.a)]);
  for (const one of findings) {
    const { r, v, s, g } = one.dataset;
    one.hidden = !inGroup([Number(g)]) || Boolean((chosen.rule && r !== chosen.rule) || (chosen.voice && v !== chosen.voice) || (chosen.speaker && s !== chosen.speaker));
  }
  for (const rule of all("details.rule")) rule.hidden = !all("li[data-r]", rule).some((one) => !one.hidden);
  for (const row of spokenRows) row.hidden = Boolean(chosen.speaker && speakerOf(row) !== chosen.speaker);
  for (const body of all("table.speakers > tbody")) body.hidden = Boolean(chosen.speaker && words(body.querySelector("th")) !== chosen.speaker);
  for (const mark of all("mark[data-rule]", texts)) mark.classList.toggle("faint", !markBelongs(mark));
  found.sentences = matching();
  highlight();
  recount();
  for (const select of all("select", finder)) select.value = chosen[select.name] ?? "";
  if (document.activeElement !== search) search.value = chosen.q ?? "";
  const made = ["group", "rule", "voice", "speaker", "q"].filter((name) => chosen[name]);
  const active = made.length > 0;
  const kept = findings.filter((one) => !one.hidden).length;
  const count = `${found.sentences.length} sentence${found.sentences.length === 1 ? "" : "s"}`;
  const none = chosen.q && made.length === 1 ? `No sentence has “${chosen.q}”` : "No sentence has all of this together";
  status.textContent = active ? [made.every((name) => name === "group") ? "" : found.sentences.length ? count : none, made.some((name) => name !== "q") ? `${kept} of ${findings.length} marked words` : ""].filter(Boolean).join("; ") + ". Numbers in tables are those of the whole report." : "";
  matches.hidden = !found.sentences.length;
  clear.hidden = !active;
  if (active) finder.open = true;
};

const applyChoices = () => {
  applyFacets();
  applyLayers();
};
