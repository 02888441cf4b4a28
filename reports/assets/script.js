// The report works without this: it draws the figures, opens what is folded for printing and where a link leads.
"use strict";
(() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = { displaylogo: false, responsive: true, displayModeBar: false };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const inked = (layout, ink, line, width, entries) => ({
    ...layout,
    height: layout.height + (width < 620 ? 19 * entries : 0), // a narrow legend stands in one column
    font: { ...layout.font, color: ink },
    xaxis: { ...layout.xaxis, gridcolor: line, linecolor: line },
    yaxis: { ...layout.yaxis, gridcolor: line, linecolor: line },
  });

  const draw = (ink, line) => {
    for (const block of document.querySelectorAll("script.figure-data")) {
      const figure = JSON.parse(block.textContent);
      const place = document.getElementById(block.dataset.plot);
      place.hidden = false;
      for (const trace of figure.data) if (trace.error_x) trace.error_x.color = ink;
      const layout = inked(figure.layout, ink, line, place.clientWidth, figure.data.length);
      Plotly.react(place, figure.data, layout, still);
    }
  };

  const drawOnScreen = () => draw(colour("--ink"), colour("--line"));

  const reveal = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };

  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const fold of unfolded) fold.open = true;
    if (dark.matches) draw("#1c1c1a", "#dcdad2"); // paper is white
  });
  window.addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.open = false;
    if (dark.matches) drawOnScreen();
  });
  window.addEventListener("hashchange", reveal);
  dark.addEventListener("change", drawOnScreen);
  drawOnScreen();
  reveal();
})();
