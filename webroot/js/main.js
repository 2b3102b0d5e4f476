/** Puts the page together. Each panel is a module of its own that reads the store. */
import "./badge.js";
import { showDevice } from "./device.js";
import "./drawing-view.js";
import "./hand-panel.js";
import "./job-panel.js";
import "./queue.js";
import { connect } from "./stream.js";
import "./upload.js";

showDevice(document.getElementById("device"));
connect();
