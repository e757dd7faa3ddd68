// Before anything is drawn: the appearance and the language chosen last time, so that nothing flashes.
(function () {
  try {
    var wanted = localStorage.getItem("mantine-color-scheme-value") || "auto";
    var isDark = wanted === "dark" || (wanted === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
    var language = localStorage.getItem("evenhand.language") || navigator.language.slice(0, 2);
    document.documentElement.lang = language === "ru" ? "ru" : "en";
  } catch {
    // Without storage the page begins light and in the browser's language.
  }
})();
