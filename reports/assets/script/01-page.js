// The report works without any of this; what stands here opens, filters, joins, draws and saves.
"use strict";

const page = JSON.parse(document.getElementById("page-data").textContent);
const tools = document.getElementById("tools");
const texts = document.getElementById("texts");

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** An element with attributes and children; text is never read as HTML. */
const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false && value !== null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
};

const button = (label, act, attributes = {}) => element("button", { type: "button", click: act, ...attributes }, label);

/** A node of the page to be shown once more, without its ids. */
const again = (node) => {
  const copy = node.cloneNode(true);
  for (const one of [copy, ...all("[id]", copy)]) one.removeAttribute?.("id");
  return copy;
};

const articleOf = (node) => node.closest("article.text");
const numberOf = (node) => Number(articleOf(node).dataset.a);
const labelOf = (number) => page.articles[number - 1].label;
const words = (node) => node.textContent.replace(/\s+/g, " ").trim();

/** Where a node begins and ends in its article's text, in code points, as all offsets of the report. */
const spanOf = (node) => {
  const range = document.createRange();
  range.selectNodeContents(articleOf(node).querySelector(".raw"));
  range.setEndBefore(node);
  const start = [...range.toString()].length;
  return [start, start + [...node.textContent].length];
};

/** The words of a link to a sentence, as the page writes it: 2.14. */
const shortName = (id) => id.replace(/^a(\d+)-[sb](\d+)$/, "$1.$2");
