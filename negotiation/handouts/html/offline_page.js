(() => {
  "use strict";
  const { ink, inkOnDark } = document.body.dataset;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const settings = { displayModeBar: false, displaylogo: false, responsive: true };
  const charts = [...document.querySelectorAll(".chart")];

  const draw = (chart, onDark, width) => {
    const drawn = document.getElementById(chart.dataset.figure).textContent.split(ink).join(onDark ? inkOnDark : ink);
    const figure = JSON.parse(drawn);
    if (width) {
      figure.layout.width = width;
      figure.layout.height *= 0.75;
    } else figure.layout.autosize = true;
    fit(figure.layout, width || chart.clientWidth);
    Plotly.react(chart, figure.data, figure.layout, settings).then(() => shorten(chart));
  };

  const pen = document.createElement("canvas").getContext("2d");
  const read = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent;
  const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  const fit = (layout, width) => {
    if (layout.xaxis.visible !== false) layout.margin.r = Math.max(layout.margin.r, 20);
    const { l, r } = layout.margin, [first, last] = layout.xaxis.range || [0, 1];
    for (const words of layout.annotations || []) {
      const plain = read(words.text), bold = words.text.startsWith("<b>");
      pen.font = `${bold ? "bold " : ""}${words.font.size}px ${layout.font.family}`;
      const long = (text) => pen.measureText(text).width;
      if (words.xref === "paper" && words.x === 0 && words.xanchor === "left" && long(plain) > width - l - r - 8) {
        let kept = plain.length;
        while (kept > 1 && long(plain.slice(0, kept) + "…") > width - l - r - 8) kept -= 1;
        const cut = safe(plain.slice(0, kept).trimEnd() + "…");
        words.text = bold ? `<b>${cut}</b>` : cut;
      }
      if (words.xanchor === "right" && words.xref !== "paper" && ((words.x - first) / (last - first)) * (width - l - r) < long(plain) + 8) {
        words.xanchor = "left";
        words.xshift = 8;
      }
    }
  };

  const shorten = (chart) => {
    const right = chart.getBoundingClientRect().right;
    const over = (words) => words.getBoundingClientRect().right > right + 1;
    for (const figure of chart.querySelectorAll(".bartext")) {
      if (!over(figure)) continue;
      const { left } = figure.getBoundingClientRect();
      figure.textContent = figure.textContent.split(" · ")[0];
      const moved = figure.getBoundingClientRect().left - left;
      figure.setAttribute("transform", `translate(${-moved},0) ${figure.getAttribute("transform") || ""}`);
    }
    for (const words of chart.querySelectorAll(".textpoint text")) {
      let last = words;
      while (last.lastElementChild) last = last.lastElementChild;
      const whole = last.textContent;
      for (let kept = whole.length - 1; kept > 0 && over(words); kept -= 1) last.textContent = whole.slice(0, kept).trimEnd() + "…";
    }
  };

  const seen = (chart) => chart.offsetParent !== null;
  const drawAll = () => charts.filter(seen).forEach((chart) => draw(chart, dark.matches));
  for (const fold of document.querySelectorAll("details")) {
    fold.addEventListener("toggle", () => {
      if (fold.open) charts.filter((chart) => fold.contains(chart) && !chart.data).forEach((chart) => draw(chart, dark.matches));
    });
  }
  dark.addEventListener("change", drawAll);
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const fold of folded) fold.open = true;
    for (const chart of charts) draw(chart, false, 680);
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
    drawAll();
  });
  drawAll();
})();
