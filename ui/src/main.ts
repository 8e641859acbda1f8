import { mount } from "svelte";
import "./app.css";
import App from "./App.svelte";

// Recorded for the window tests, which read it back: a violation is a bug.
addEventListener("securitypolicyviolation", (event) => {
  const seen = document.documentElement.dataset;
  seen["csp"] = `${seen["csp"] ?? ""}${event.violatedDirective} ${event.blockedURI}; `;
});

const target = document.getElementById("app");
if (!target) throw new Error("#app is missing");
mount(App, { target });
