// Comfort only: every page works without this.
const find = document.getElementById("find");
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    find?.focus();
  }
  if (event.key === "Escape") document.activeElement?.blur();
});

// A statement under the pointer or the focus lights up in the text and in the margin alike.
const lit = (number, on) => {
  for (const mark of document.querySelectorAll("[data-numbers]")) {
    if (mark.dataset.numbers.split(" ").includes(number)) mark.classList.toggle("lit", on);
  }
  for (const note of document.querySelectorAll(".notes [data-number]")) {
    if (note.dataset.number === number) note.classList.toggle("lit", on);
  }
};
const numbersOf = (element) => {
  const holder = element.closest?.("[data-number], [data-numbers]");
  return holder ? (holder.dataset.numbers ?? holder.dataset.number).split(" ") : [];
};
for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(type, (event) => numbersOf(event.target).forEach((number) => lit(number, on)));
}
