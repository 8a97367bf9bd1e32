// node mathjax.mjs SOURCE.md > PAGE.html
// Paragraphs as MathJax shows them. It typesets when the page is opened, so the printing has to wait for it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const script = pathToFileURL(createRequire(import.meta.url).resolve("mathjax/es5/tex-chtml-full.js"));
const template = readFileSync(new URL("page.html", import.meta.url), "utf8");
const escaped = readFileSync(process.argv[2], "utf8").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const body = escaped.split("\n\n").map((paragraph) => `<p>${paragraph}</p>`).join("\n");
const head = `<script>MathJax = {tex: {inlineMath: [["$", "$"]]}}</script><script src="${script.href}"></script>`;

process.stdout.write(template.replace("BODY", () => head + body).replace("KATEX_STYLE", "data:text/css,"));
