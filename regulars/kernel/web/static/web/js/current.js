// A row of tabs or sections that scrolls sideways shows the place where one is.
document.querySelectorAll(".tabs [aria-current], .sidenav [aria-current]").forEach((place) => {
  place.scrollIntoView({ inline: "center", block: "nearest" });
});
