// Renews the charts every two seconds, until paused. Without it the page shows how things stood when it was loaded.
"use strict";

const EVERY_MS = 2000;
const charts = document.getElementById("charts");
const live = document.querySelector("[data-live]");
const button = live.querySelector("[data-pause]");
const state = live.querySelector("[data-state]");
let paused = false;

async function renew() {
  if (paused || document.hidden || charts.contains(document.activeElement)) {
    return;
  }
  try {
    const answer = await fetch(charts.dataset.source, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const body = await answer.text();
    const open = [...charts.querySelectorAll("details[open]")].map((one) => one.dataset.keep);
    charts.innerHTML = body;
    for (const one of charts.querySelectorAll("details")) {
      one.open = open.includes(one.dataset.keep);
    }
    charts.dataset.renewed = String(Number(charts.dataset.renewed || 0) + 1);
    state.textContent = state.dataset.liveText;
  } catch {
    state.textContent = state.dataset.staleText;
  }
}

async function turn() {
  await renew();
  setTimeout(turn, EVERY_MS);
}

button.addEventListener("click", () => {
  paused = !paused;
  button.textContent = paused ? button.dataset.resumeText : button.dataset.pauseText;
});
live.hidden = false;
setTimeout(turn, EVERY_MS);
