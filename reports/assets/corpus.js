// Draws the figures of a corpus with Plotly, which stands packed in the page; without scripts the tables say the same.
"use strict";
(async () => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const figures = JSON.parse(document.getElementById("page-figures").textContent);

  const unpacked = async (id) => {
    const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };
  const code = document.createElement("script");
  code.textContent = await unpacked("page-plotly");
  document.head.append(code);
  if (!window.Plotly) return;

  const LIGHTER = { "#0072B2": "#56B4E9", "#56B4E9": "#A6D8F5", "#009E73": "#3FC79D", "#D55E00": "#F08A3C", "#767676": "#AAA79E" };
  const draw = async (id, figure) => {
    const place = document.getElementById(id);
    if (!place) return;
    place.closest("figure").hidden = !figure;
    if (!figure) return;
    const { data, layout } = structuredClone(figure);
    const [ink, line] = [colour("--ink"), colour("--line")];
    for (const axis of [layout.xaxis, layout.yaxis]) Object.assign(axis, { gridcolor: line, zerolinecolor: line, linecolor: line });
    layout.font.color = ink;
    layout.hoverlabel = { bgcolor: colour("--paper"), bordercolor: ink, font: { color: ink } };
    if (dark.matches) for (const trace of data) for (const part of [trace.marker, trace.line, trace.error_x]) if (part && LIGHTER[part.color]) part.color = LIGHTER[part.color];
    await Plotly.react(place, data, layout, { displayModeBar: false, responsive: true });
  };

  const chooser = document.getElementById("measure");
  const measured = () => {
    const name = chooser.value;
    const option = chooser.selectedOptions[0];
    for (const head of document.querySelectorAll("[data-measure]")) head.hidden = head.dataset.measure !== name;
    for (const place of document.querySelectorAll(".chosen")) place.textContent = option.textContent;
    draw("plot-dots", figures.measures[name].dots);
    draw("plot-months", figures.measures[name].months);
  };
  const all = () => { draw("plot-coverage", figures.coverage); measured(); };
  for (const hidden of document.querySelectorAll(".drawn[hidden]")) hidden.hidden = false;
  chooser.closest(".chooser").hidden = false;
  const asked = new URLSearchParams(location.hash.slice(1)).get("measure");
  if (asked && figures.measures[asked]) chooser.value = asked;
  chooser.addEventListener("change", () => { history.replaceState(null, "", `#measure=${chooser.value}`); measured(); });
  dark.addEventListener("change", all);
  all();
})();
