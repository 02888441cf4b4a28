// What is chosen stands in the address, so that a view can be kept and sent: #a2-s14&rule=WL01&voice=own&view=parallel.

const KEYS = ["group", "rule", "voice", "speaker", "q", "view", "columns", "layers", "keys"];
let chosen = {};

const readAddress = () => {
  const [at, ...rest] = location.hash.slice(1).split("&");
  const found = {};
  for (const part of rest) {
    const cut = part.indexOf("=");
    const name = part.slice(0, cut);
    try {
      if (KEYS.includes(name)) found[name] = decodeURIComponent(part.slice(cut + 1));
    } catch { /* a broken escape is nothing that was chosen */ }
  }
  let id = "";
  try { id = decodeURIComponent(at); } catch { /* no such place */ }
  return { id, stated: rest.length > 0, found };
};

const addressOf = (id) => {
  const parts = KEYS.filter((name) => chosen[name]).map((name) => `${name}=${encodeURIComponent(chosen[name])}`);
  return `#${[encodeURIComponent(id), ...parts].join("&")}`;
};

/** Keep a choice in the address and show it. */
const choose = (changes) => {
  for (const [name, value] of Object.entries(changes)) {
    if (value) chosen[name] = value;
    else delete chosen[name];
  }
  history.replaceState(null, "", addressOf(readAddress().id));
  applyChoices();
};

/** Mark the one element that the reader stands at. */
const standAt = (target) => {
  for (const old of all(".here")) old.classList.remove("here");
  if (target) target.classList.add("here");
};

/** Open all that is folded around an element, and bring it into view. */
const reveal = (id) => {
  const target = id && document.getElementById(id);
  standAt(target);
  if (!target) return null;
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === "DETAILS" && at !== target) at.open = true;
    if (at.hidden) at.hidden = false;
  }
  target.scrollIntoView({ block: target.matches("section, article, h2, h3") ? "start" : "center" });
  return target;
};

const arrive = () => {
  const { id, stated, found } = readAddress();
  if (stated || !Object.keys(chosen).length) chosen = found;
  else if (id) history.replaceState(null, "", addressOf(id));
  applyChoices();
  const number = id.startsWith("r-") && document.getElementById(id);
  if (number) showNumber(number); // before it is brought into view, since the card takes room from the page
  const target = reveal(id);
  if (target?.matches(".s")) current = target;
};
