// Adds "download as SVG" to the mode bar of every chart, beside Plotly's own PNG.
const pantauSvg = (function () {
  const icon = { width: 24, height: 24, path: "M12 3v10.6l3.3-3.3 1.4 1.4L12 16.4 7.3 11.7l1.4-1.4 3.3 3.3V3zM5 19h14v2H5z" };
  const button = {
    name: "svg",
    title: "Download as SVG",
    icon: icon,
    click: function (chart) {
      const options = (chart._context && chart._context.toImageButtonOptions) || {};
      window.Plotly.downloadImage(chart, { format: "svg", filename: options.filename || "pantau" });
    },
  };
  let held = window.Plotly;
  const prepare = function (plotly) {
    if (plotly && plotly.setPlotConfig) plotly.setPlotConfig({ modeBarButtonsToAdd: [button] });
  };
  if (held) { prepare(held); return button; }
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: function () { return held; },
    set: function (plotly) { held = plotly; prepare(plotly); },
  });
  return button;
})();

// The page says its language to screen readers and browsers.
(function () {
  const tell = new MutationObserver(function () {
    const shell = document.querySelector(".shell");
    if (!shell) return;
    tell.disconnect();
    document.documentElement.lang = shell.lang;
    pantauSvg.title = shell.lang === "id" ? "Unduh sebagai SVG" : "Download as SVG";
  });
  tell.observe(document.documentElement, { childList: true, subtree: true });
})();

// On a narrow screen the filters begin folded, so that the page is what is seen first.
(function () {
  const narrow = window.matchMedia("(max-width: 760px)");
  const fold = new MutationObserver(function () {
    const bar = document.getElementById("filters");
    if (!bar) return;
    fold.disconnect();
    bar.open = !narrow.matches;
  });
  fold.observe(document.documentElement, { childList: true, subtree: true });
})();

// Tables write numbers, and the calendar months and days, as the page's language does; the names come from the browser's own locale data.
(function () {
  const number = function (value, options) {
    const shell = document.querySelector(".shell");
    return value == null ? "" : value.toLocaleString(shell ? shell.lang : "id", options);
  };
  window.dashAgGridFunctions = Object.assign(window.dashAgGridFunctions || {}, {
    written: function (value, digits) { return number(value, { maximumFractionDigits: digits }); },
    percent: function (value) { return number(value, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }); },
  });
  const names = function (count, unit, style) {
    const form = new Intl.DateTimeFormat("id", { [unit]: style, timeZone: "UTC" });
    // 1 January 2023 was a Sunday, with which the calendar's week list begins
    return Array.from({ length: count }, function (_, n) {
      return form.format(unit === "month" ? Date.UTC(2023, n, 1) : Date.UTC(2023, 0, 1 + n));
    });
  };
  window.dayjs_locale_id = {
    name: "id", weekStart: 1, formats: {}, relativeTime: {}, ordinal: function (n) { return n + "."; },
    months: names(12, "month", "long"), monthsShort: names(12, "month", "short"),
    weekdays: names(7, "weekday", "long"), weekdaysShort: names(7, "weekday", "short"), weekdaysMin: names(7, "weekday", "short"),
  };
})();

// Enter opens a number or a name of a table as a click does.
document.addEventListener("keydown", function (event) {
  const cell = event.key === "Enter" && event.target.closest && event.target.closest(".pantau-grid .ag-cell.opens");
  if (cell) cell.click();
});

// After a button has written an entry, the page comes back where the reader was.
(function () {
  const kept = "pantau-at";
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form.acts")) sessionStorage.setItem(kept, location.pathname + " " + window.scrollY);
  });
  const [path, at] = (sessionStorage.getItem(kept) || "").split(" ");
  sessionStorage.removeItem(kept);
  if (path !== location.pathname) return;
  const back = new MutationObserver(function () {
    if (document.documentElement.scrollHeight < Number(at) + window.innerHeight) return;
    back.disconnect();
    window.scrollTo(0, Number(at));
  });
  back.observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener("wheel", function () { back.disconnect(); }, { once: true, passive: true });
})();
