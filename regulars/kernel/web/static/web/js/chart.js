// Circles of a graph tell on pointing, focus and tapping (CSS shows the tip); arrow keys walk along, Escape puts the tip away.
const circles = (chart) =>
  [...chart.querySelectorAll(".dots button")].sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x);

const shutAll = (except) =>
  document.querySelectorAll("[data-chart] .dots [data-open]").forEach((circle) => {
    if (circle !== except) circle.removeAttribute("data-open");
  });

document.addEventListener("click", (event) => {
  const circle = event.target.closest("[data-chart] .dots button");
  shutAll(circle);
  if (!circle) return;
  circle.removeAttribute("data-shut");
  circle.toggleAttribute("data-open");
});

document.addEventListener("keydown", (event) => {
  const circle = event.target.closest?.("[data-chart] .dots button");
  if (!circle) return;
  if (event.key === "Escape") {
    circle.removeAttribute("data-open");
    circle.setAttribute("data-shut", "");
    return;
  }
  const all = circles(circle.closest("[data-chart]"));
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  let next = way && all[all.indexOf(circle) + way];
  if (event.key === "Home") next = all[0];
  if (event.key === "End") next = all.at(-1);
  if (!way && !next) return;
  event.preventDefault();
  next?.focus();
});

["focusout", "mouseout"].forEach((name) =>
  document.addEventListener(name, (event) => {
    event.target.closest?.("[data-chart] .dots button")?.removeAttribute("data-shut");
  }));
