"use strict";
// Filters the paragraphs of a report. Without this script every one is shown.
const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const items = [...document.querySelectorAll("[data-state]")].map((element) => {
  const { locale, document } = element.closest("[data-document]").dataset;
  const { part, state, quiet } = element.dataset;
  const findings = [...element.querySelectorAll(".finding")];
  return { element, locale, document, part, state, quiet, findings };
});
const paragraphs = items.filter((item) => item.state);

function apply() {
  const want = Object.fromEntries(new FormData(form));
  const asked = want.severity || want.check;
  for (const item of items) {
    let some = !asked;
    for (const finding of item.findings) {
      const fits =
        (!want.severity || Number(finding.dataset.severity) >= Number(want.severity)) &&
        (!want.check || finding.dataset.check === want.check);
      finding.hidden = !fits;
      some ||= fits;
    }
    const spoken = item.quiet === undefined || want.quiet || want.state;
    const names = ["locale", "document", "part", "state"];
    const fits = names.every((name) => !want[name] || item[name] === want[name]);
    item.element.hidden = !(some && spoken && fits);
  }
  // Languages, documents and lists of gaps of which a filter leaves nothing.
  const filtered = Object.entries(want).some(([name, value]) => value && name !== "quiet");
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = filtered && !group.querySelector("[data-state]:not([hidden])");
    if (group.matches("details")) group.open = want.state === "untranslated";
  }
  const number = paragraphs.filter((item) => !item.element.hidden).length;
  shown.textContent = `${number} of ${paragraphs.length} paragraphs`;
}

// A link to a paragraph that is filtered away brings it back.
function reveal() {
  const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = card; part; part = part.parentElement) part.hidden = false;
  if (card) card.scrollIntoView();
  const details = card && card.closest("details");
  if (details) details.open = true;
}

form.addEventListener("change", apply);
form.addEventListener("reset", () => setTimeout(apply));
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
form.hidden = !items.length;
apply();
reveal();
