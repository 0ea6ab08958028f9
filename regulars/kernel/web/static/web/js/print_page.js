// [data-print] opens the browser's own dialog to print.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
