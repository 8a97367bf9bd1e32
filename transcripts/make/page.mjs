// node page.mjs SOURCE.md > PAGE.html
// Renders Markdown with KaTeX the way a chat page or a Markdown editor shows it. The libraries come from node_modules here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const katex = require("katex");
const markdown = require("markdown-it")({ breaks: true, linkify: true });
markdown.use(require("@vscode/markdown-it-katex").default, { katex, throwOnError: true });

const katexStyle = pathToFileURL(join(dirname(require.resolve("katex/package.json")), "dist", "katex.min.css"));
const template = readFileSync(new URL("page.html", import.meta.url), "utf8");
const body = markdown.render(readFileSync(process.argv[2], "utf8"));

process.stdout.write(template.replace("KATEX_STYLE", () => katexStyle.href).replace("BODY", () => body));
