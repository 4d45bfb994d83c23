// What pdf.js (Firefox) gets out of PDFs: a line of JSON for each, the texts of its pages.
//
//     node benchmarks/readers.mjs FOLDER FILE...
//
// FOLDER is one in which `npm install pdfjs-dist` was run. The lines are those that a search and a
// copy of Firefox's go by: `disableNormalization` as its text layer asks for it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const found = createRequire(resolve(folder, "x.js")).resolve("pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument } = await import(pathToFileURL(found));

for (const file of files) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)) }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    pages.push(items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join(""));
  }
  console.log(JSON.stringify(pages));
  await pdf.destroy();
}
