// The customers found while somebody types are a listbox: arrows look through it, Enter takes, the pointer looks and takes.
// Without scripts they are plain buttons. Whoever is looked at is shown beside the form ("looked-at" fetches it).
const finder = () => document.querySelector("[data-finder]");
const list = () => document.getElementById(finder()?.dataset.finder ?? "");
const options = () => [...(list()?.querySelectorAll("[data-option]") ?? [])];
const active = () => options().find((option) => option.getAttribute("aria-selected") === "true");

const lookAt = (option) => {
  if (!option || option === active()) return;
  options().forEach((one) => one.setAttribute("aria-selected", one === option));
  finder().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
  option.dispatchEvent(new Event("looked-at"));
};

const dress = () => {
  if (!finder() || !list() || list().role === "listbox") return;
  Object.assign(finder(), { role: "combobox", ariaExpanded: "true", ariaAutoComplete: "list" });
  finder().setAttribute("aria-controls", list().id);
  finder().removeAttribute("aria-activedescendant");
  list().role = "listbox";
  options().forEach((option) => {
    option.role = "option";
    option.tabIndex = -1;
    option.ariaSelected = "false";
  });
  if (finder().value.trim()) lookAt(options()[0]);
};

document.addEventListener("keydown", (event) => {
  if (event.target !== finder()) return;
  const all = options();
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (way && all.length) {
    event.preventDefault();
    const place = all.indexOf(active());
    lookAt(all.at((place + way + (place < 0 && way < 0 ? 1 : 0)) % all.length));
  }
  if (event.key === "Enter") {
    event.preventDefault();
    active()?.click();
  }
});

document.addEventListener("mouseover", (event) => {
  const option = event.target.closest?.("[role=option][data-option]");
  if (option) lookAt(option);
});

document.addEventListener("htmx:afterSettle", dress);
dress();
