// What is folded opens for printing; the tools stand beside the contents; then the address says where to go.

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = all("details:not([open])");
  for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});

tools.append(finder, element("p", { class: "actions" }, button("Keys", showKeys, { "aria-label": "Keys of this page" }), " ", element("a", { href: "#data" }, "Save as data")));
tools.hidden = false;
document.body.append(card);
addEventListener("hashchange", arrive);
arrive();
