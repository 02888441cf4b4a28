// Plotly takes the place of the still pictures when one comes into view; a light page goes without this.

let library = null;
/** Plotly's script stands packed in the page; its hash is in the page's policy, so that it and nothing else may run. */
const plotly = () => {
  library ??= unpacked("page-plotly").then((code) => {
    if (!code) return null;
    const script = document.createElement("script");
    script.textContent = code;
    document.head.append(script);
    return window.Plotly ?? null;
  });
  return library;
};

const LIGHTER = { "#0072B2": "#56B4E9", "#56B4E9": "#A6D8F5", "#009E73": "#3FC79D", "#D55E00": "#F08A3C", "#767676": "#AAA79E" };
/** A trace for the dark scheme: few is near the ground, and no mark is dim. */
const darken = (trace) => {
  if (trace.type === "heatmap") {
    trace.colorscale = [[0, "#1D3550"], [1, "#56B4E9"]];
    delete trace.textfont;
  }
  for (const part of [trace.marker, trace.line, trace.error_x, trace.marker?.line]) if (part && LIGHTER[part.color]) part.color = LIGHTER[part.color];
};

const phone = matchMedia("(max-width: 37.5rem)");
/** A figure for a narrow screen: each label above its row, so that the marks have the whole width. */
const narrowed = (data, layout) => {
  const { yaxis, xaxis, margin } = layout;
  const grid = data.some((trace) => trace.type === "heatmap");
  layout.annotations = yaxis.tickvals.map((at, n) => ({ text: yaxis.ticktext[n], y: at - 0.5, x: 0, xref: "paper", xanchor: "left", yanchor: "middle", showarrow: false, font: { size: 12 } }));
  layout.height += 16 * yaxis.tickvals.length;
  Object.assign(yaxis, { showticklabels: false, ticks: "" });
  for (const shape of layout.shapes ?? []) if (shape.xref === "paper") for (const end of ["y0", "y1"]) shape[end] -= 0.26; // above the label
  yaxis.range = [yaxis.range[0], -1];
  if (grid) {
    margin.r = 44;
    for (const trace of data) Object.assign(trace, { ygap: 20 });
    const numbered = xaxis.ticktext.every((text) => / · /.test(text));
    Object.assign(xaxis, { ticktext: numbered ? xaxis.ticktext.map((text) => text.split(" · ")[0]) : xaxis.ticktext, tickangle: numbered ? 0 : -60 });
  }
};

const draw = async (figure) => {
  const block = figure.querySelector(".figure-data");
  const place = figure.querySelector(".plot");
  const drawer = block && await plotly();
  if (!drawer) return;
  const { data, layout } = JSON.parse(block.textContent);
  if (phone.matches) narrowed(data, layout);
  const [ink, line] = [colour("--ink"), colour("--line")];
  for (const axis of [layout.xaxis, layout.yaxis, layout.xaxis2].filter(Boolean)) Object.assign(axis, { gridcolor: line, zerolinecolor: ink });
  for (const shape of layout.shapes ?? []) shape.line.color = line;
  layout.font.color = ink;
  for (const trace of data.filter(() => dark.matches)) darken(trace);
  layout.hoverlabel = { bgcolor: colour("--paper"), bordercolor: ink, font: { color: ink } };
  const frame = place.parentElement;
  const first = frame.hidden;
  frame.hidden = false;
  figure.querySelector(".drawn").hidden = true;
  await drawer.react(place, data, layout, { displayModeBar: false, responsive: true });
  if (first) {
    place.on("plotly_click", ({ points }) => {
      const cell = points[0].customdata;
      if (cell) location.hash = addressOf(cell);
    });
  }
};

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    near.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "600px" });
for (const figure of figures) near.observe(figure);
dark.addEventListener("change", () => figures.filter((one) => one.querySelector(".plotted:not([hidden])")).forEach(draw));
