import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./console.css";
import { fetchEarly } from "./rooms.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
fetchEarly(window.location.hash);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
