// Figures: each can be saved as SVG or PNG, as it stands on the page.

const dark = matchMedia("(prefers-color-scheme: dark)");
const figures = all("figure.figure");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const unpacked = async (id) => {
  const packed = document.getElementById(id).textContent;
  if (!packed || !("DecompressionStream" in window)) return "";
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};

const saved = (name, blob) => {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const STYLED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-size", "font-weight", "font-family", "text-anchor"];
/** A figure as an SVG file of its own, with the colours that it has here. */
const svgOf = async (figure) => {
  const place = figure.querySelector(".plot");
  const title = figure.dataset.title;
  if (place && !place.parentElement.hidden) {
    const { data, layout } = place;
    const titled = { ...layout, paper_bgcolor: colour("--paper"), height: layout.height + 34, margin: { ...layout.margin, t: layout.margin.t + 34 }, title: { text: title, x: 0.01, y: 0.99, yanchor: "top", font: { size: 15 } } };
    return (await plotly()).toImage({ data, layout: titled }, { format: "svg", imageDataOnly: true, width: place.clientWidth, height: titled.height });
  }
  const still = figure.querySelector("svg");
  const copy = still.cloneNode(true);
  const [, , width, height] = still.getAttribute("viewBox").split(" ");
  const own = all("*", still);
  all("*", copy).forEach((node, n) => {
    const style = getComputedStyle(own[n]);
    for (const name of STYLED) node.setAttribute(name, style.getPropertyValue(name));
  });
  const heading = document.createElementNS(SVG, "text");
  for (const [name, value] of Object.entries({ x: 4, y: -14, fill: colour("--ink"), "font-size": 15, "font-weight": 700, "font-family": "sans-serif" })) heading.setAttribute(name, value);
  heading.textContent = title;
  copy.prepend(heading);
  for (const [name, value] of Object.entries({ xmlns: SVG, width, height: Number(height) + 34, viewBox: `0 -34 ${width} ${Number(height) + 34}`, style: `background:${colour("--paper")}` })) copy.setAttribute(name, value);
  return new XMLSerializer().serializeToString(copy);
};

const pngOf = async (svg) => {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = element("canvas", { width: String(2 * picture.width), height: String(2 * picture.height) });
  const pen = canvas.getContext("2d");
  pen.fillStyle = colour("--paper");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};

for (const figure of figures) {
  const name = figure.id.replace("fig-", "framing-");
  figure.querySelector("figcaption").append(" ",
    button("SVG", async () => saved(`${name}.svg`, new Blob([await svgOf(figure)], { type: "image/svg+xml" })), { "aria-label": "Save this figure as SVG" }), " ",
    button("PNG", async () => saved(`${name}.png`, await pngOf(await svgOf(figure))), { "aria-label": "Save this figure as PNG" }));
}
