// Ends safe mode, takes a support bundle and has more logged, on the page in a real browser: node support.mjs URL FOLDER CHROMIUM
// The service was started in safe mode. Prints a line per step and exits with 1 at the first that fails. Screenshots go to FOLDER.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [url, folder, chromium] = process.argv.slice(2);
const playwright = createRequire(`${folder}/`)("playwright-core");

const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
page.setDefaultTimeout(15000);
const faults = [];
page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));

const steps = [];
async function step(name, action) {
  try {
    await action();
    steps.push(name);
    console.log(`passed: ${name}`);
  } catch (error) {
    await page.screenshot({ path: `${folder}/support-failed.png` }).catch(() => {});
    console.log(`failed: ${name}\n${error.message}\n${faults.join("\n")}`);
    await browser.close();
    process.exit(1);
  }
}
const press = (name) => page.getByRole("button", { name, exact: true }).click();
const banner = (words) => page.locator("safe-mode .card", { hasText: words });
const ask = async (path) => (await fetch(new URL(path, url))).json();
const mustBe = (wanted, is) => {
  if (is !== wanted) throw new Error(`${is}, not ${wanted}`);
};

await step("tells of a disk that cannot be written, and offers nothing that would not help", async () => {
  const reason = "The data folder cannot be written. Make it writable, and restart the service.";
  const place = "**/api/v1/system/safe-mode";
  await page.route(place, (route) => route.fulfill({ json: { safe_mode: true, reading_only: true, reason, since: new Date().toISOString() } }));
  await page.goto(url);
  await banner(reason).getByRole("heading", { name: "Reading only" }).waitFor();
  await banner(reason).getByRole("link", { name: "Support bundle" }).waitFor();
  mustBe(0, await banner(reason).getByRole("button").count());
  await page.unroute(place);
});

await step("says why no plotter is touched", async () => {
  await page.reload();
  await banner("It was started with --safe-mode").getByRole("heading", { name: "Safe mode" }).waitFor();
  await page.screenshot({ path: `${folder}/safe-mode.png` });
});

await step("starts the plotters, and takes the banner away", async () => {
  await press("Start the plotters");
  await page.locator("safe-mode .card").waitFor({ state: "detached" });
  mustBe(false, (await ask("api/v1/status")).safe_mode);
});

await step("has more logged for a while, and then as configured again", async () => {
  await page.locator("account-menu").getByRole("button").first().click();
  await page.getByRole("tab", { name: "Support" }).click();
  const said = page.locator("support-panel [role=status]");
  await said.filter({ hasText: /^Logged now: .*, as configured\.$/ }).waitFor();
  await page.locator("support-panel label", { hasText: /^Of/ }).locator("select").selectOption("plotty.job");
  await press("Change");
  await said.filter({ hasText: /plotty\.job debug.*, until .* or a restart\.$/ }).waitFor();
  mustBe("debug", (await ask("api/v1/system/log-levels")).modules["plotty.job"]);
  await page.screenshot({ path: `${folder}/support.png` });
  await press("As configured");
  await said.filter({ hasText: /, as configured\.$/ }).waitFor();
  mustBe(undefined, (await ask("api/v1/system/log-levels")).modules["plotty.job"]);
});

await step("gives the support bundle as a file", async () => {
  const wanted = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the support bundle" }).click();
  const bundle = await wanted;
  if (!/^plotty-support-.*\.zip$/.test(bundle.suggestedFilename())) throw new Error(bundle.suggestedFilename());
  mustBe("PK", readFileSync(await bundle.path()).subarray(0, 2).toString());
});

await step("breaks no rule of its own security policy", async () => {
  if (faults.length) throw new Error(faults.join("\n"));
});

await browser.close();
console.log(`${steps.length} passed, 0 failed`);
