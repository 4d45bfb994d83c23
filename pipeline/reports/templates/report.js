"use strict";
// Filters the cards of a report. Without this script every card is shown.
const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const cards = [...document.querySelectorAll(".card[data-state]")];

function apply() {
  const want = Object.fromEntries(new FormData(form));
  const asked = want.severity || want.check;
  let number = 0;
  for (const card of cards) {
    const data = card.dataset;
    let some = !asked;
    for (const finding of card.querySelectorAll(".finding")) {
      const fits =
        (!want.severity || Number(finding.dataset.severity) >= Number(want.severity)) &&
        (!want.check || finding.dataset.check === want.check);
      finding.hidden = !fits;
      some ||= fits;
    }
    const spoken = !("quiet" in data) || want.quiet || want.state;
    const names = ["locale", "document", "part", "state"];
    card.hidden = !(some && spoken && names.every((name) => !want[name] || data[name] === want[name]));
    if (!card.hidden) number++;
  }
  // Languages and documents of which a filter leaves nothing.
  const filtered = Object.entries(want).some(([name, value]) => value && name !== "quiet");
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = filtered && !group.querySelector(".card[data-state]:not([hidden])");
  }
  shown.textContent = `${number} of ${cards.length} paragraphs shown`;
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
form.hidden = !cards.length;
apply();
reveal();
