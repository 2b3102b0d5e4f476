// Claims a box, logs in, keeps users and keys on the page in a real browser: node access.mjs URL FOLDER CHROMIUM CODE
// Prints a line per step and exits with 1 at the first that fails. Screenshots go to FOLDER.
import { createRequire } from "node:module";

const [url, folder, chromium, code] = process.argv.slice(2);
const playwright = createRequire(`${folder}/`)("playwright-core");

const PASSWORD = "a flower for algernon";
const HOSTILE = `<img src=x onerror="document.title='owned'">`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="40mm" viewBox="0 0 60 40"><path fill="none" stroke="black" d="M10 10 h30"/></svg>`;

const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
const page = await context.newPage();
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
    await page.screenshot({ path: `${folder}/access-failed.png` }).catch(() => {});
    console.log(`failed: ${name}\n${error.message}\n${faults.join("\n")}`);
    await browser.close();
    process.exit(1);
  }
}
const shot = (name) => page.screenshot({ path: `${folder}/access-${name}.png` });
const press = (name) => page.getByRole("button", { name, exact: true }).click();
const tab = (name) => page.getByRole("tab", { name }).click();
const connected = () => page.locator("connection-badge[state=connected]").waitFor({ timeout: 15000 });
const hold = async (name) => {
  await page.getByRole("button", { name }).hover();
  await page.mouse.down();
  await page.waitForTimeout(1700);
  await page.mouse.up();
};
/** A program without cookies, as curl is. */
const program = (method, path, headers = {}, body = undefined) => fetch(new URL(path, url), { method, headers, body });
const mustBe = (status, answer) => {
  if (answer.status !== status) throw new Error(`${answer.url} answered ${answer.status}, not ${status}`);
  return answer;
};

await step("offers to claim a box that has no owner", async () => {
  await page.goto(url);
  await page.getByRole("dialog", { name: "Claim this plotter" }).waitFor();
  await shot("claim");
});

await step("refuses a wrong code in words", async () => {
  await page.getByRole("textbox", { name: "Code" }).fill("ABCD-EFGH-JKLM");
  await page.getByLabel("Your name", { exact: true }).fill("ada");
  await page.getByLabel("A new password").fill(PASSWORD);
  await page.locator("dialog").getByRole("button", { name: "Claim" }).click();
  await page.getByRole("alert").filter({ hasText: "code is wrong" }).waitFor();
});

await step("makes who has the code its admin", async () => {
  await page.getByRole("textbox", { name: "Code" }).fill(code.toLowerCase());
  await page.locator("dialog").getByRole("button", { name: "Claim" }).click();
  await page.getByRole("button", { name: "ada, admin: account and settings" }).waitFor();
  await connected();
});

await step("logs out, and asks for a login when something needs one", async () => {
  await page.getByRole("button", { name: "ada, admin" }).click();
  await press("Log out");
  await page.getByRole("button", { name: "Log in" }).waitFor();
  await connected();
  await page.locator("file-drop input[type=file]").setInputFiles({ name: "line.svg", mimeType: "image/svg+xml", buffer: Buffer.from(SVG) });
  await page.getByRole("dialog", { name: "Log in" }).waitFor();
  await shot("login");
});

await step("refuses a wrong password in words", async () => {
  await page.getByLabel("Name", { exact: true }).fill("Ada");
  await page.getByLabel("Password", { exact: true }).fill("not this one, surely");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "Name or password are wrong" }).waitFor();
});

await step("does after the login what was asked for before it", async () => {
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.locator("job-queue .name", { hasText: "line" }).waitFor({ timeout: 10000 });
});

await step("stays logged in when the page is loaded anew, and hears the live stream by a ticket", async () => {
  const stream = page.waitForEvent("websocket");
  await page.reload();
  const socket = await stream;
  if (!socket.url().includes("ticket=")) throw new Error(`the stream was opened without a ticket: ${socket.url()}`);
  await page.getByRole("button", { name: "ada, admin" }).waitFor();
  await connected();
});

await step("adds a user for some plotters and shows hostile names as text", async () => {
  await page.getByRole("button", { name: "ada, admin" }).click();
  await tab("Users");
  await page.locator("summary", { hasText: "Add a user" }).click();
  const form = page.locator("user-list > details form");
  await form.getByLabel("Name").fill("bob");
  await form.getByLabel("Password").fill("short");
  await form.getByLabel("Role").selectOption("viewer");
  await form.getByRole("checkbox").first().check();
  await form.getByRole("button", { name: "Add" }).click();
  await form.getByRole("alert").filter({ hasText: "10" }).waitFor();
  await form.getByLabel("Password").fill(PASSWORD);
  await form.getByRole("button", { name: "Add" }).click();
  await page.locator("user-list .rows summary", { hasText: "bob viewer · plotter-1" }).waitFor();
  await shot("users");
});

await step("changes what a user may do, and deletes him", async () => {
  await page.locator("user-list .rows summary", { hasText: "bob" }).click();
  await page.locator("user-list .rows li", { hasText: "bob" }).getByLabel("Role").selectOption("operator");
  await page.locator("user-list .rows li", { hasText: "bob" }).getByRole("button", { name: "Save" }).click();
  await page.locator("user-list .rows summary", { hasText: "bob operator" }).click();
  await hold("Hold to delete bob");
  await page.locator("user-list .rows summary", { hasText: "bob" }).waitFor({ state: "detached" });
});

let key = "";
await step("makes a key and shows it once", async () => {
  await tab("Keys");
  await page.locator("summary", { hasText: "Make a key" }).click();
  const form = page.locator("key-list form");
  await form.getByLabel("Name").fill(HOSTILE);
  await form.getByLabel("Role").selectOption("operator");
  await form.getByLabel("Good for").selectOption("30");
  await form.getByRole("button", { name: "Make" }).click();
  key = await page.locator("key-list .made input").inputValue();
  if (!key.startsWith("plk_")) throw new Error(`no key: ${key}`);
  await shot("key");
  await press("Done");
  if ((await page.content()).includes(key)) throw new Error("the key is still in the page");
  if ((await page.title()) !== "ploTTY") throw new Error("a name ran as script");
});

await step("lets a program in with the key, as far as its role goes", async () => {
  mustBe(201, await program("POST", "api/v1/jobs?name=by-key", { "X-Api-Key": key, "Content-Type": "image/svg+xml" }, SVG));
  mustBe(200, await program("GET", `api/v1/jobs?api_key=${key}`));
  mustBe(403, await program("GET", "api/v1/users", { "X-Api-Key": key }));
  const { token } = await mustBe(201, await program("POST", "api/v1/tokens", { Authorization: `Bearer ${key}` })).json();
  mustBe(200, await program("GET", "api/v1/jobs/by-key", { Authorization: `Bearer ${token}` }));
});

await step("revokes the key", async () => {
  await hold("Hold to revoke");
  await page.locator("key-list", { hasText: "No program has a key." }).waitFor();
  mustBe(401, await program("GET", "api/v1/jobs", { "X-Api-Key": key }));
});

await step("shows who did what, sums it up and exports it", async () => {
  await tab("Audit");
  await page.locator("audit-panel td", { hasText: "DELETE /api/v1/keys/" }).first().waitFor();
  await page.getByLabel("What", { exact: true }).fill("login");
  await page.locator("audit-panel tr.refused td", { hasText: "login" }).waitFor();
  await press("Sum up");
  await page.locator("audit-panel .report td", { hasText: "user:ada" }).waitFor();
  await shot("audit");
  const wanted = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  if ((await wanted).suggestedFilename() !== "audit.csv") throw new Error("no file");
  await press("Close");
});

const ask = async (name) => (await mustBe(201, await program("POST", "api/v1/pairings", { "Content-Type": "application/json" }, JSON.stringify({ name }))).json());
const poll = async ({ id, secret }) => (await mustBe(200, await program("GET", `api/v1/pairings/${id}`, { "X-Pairing-Secret": secret }))).json();

await step("confirms a program that asks for a key, and denies another", async () => {
  const asked = await ask("vpype");
  const request = page.locator("pairing-requests .card", { hasText: "vpype" });
  await request.getByText(asked.code.replace(/(...)(?=.)/, "$1 ")).waitFor({ timeout: 10000 });
  await shot("pairing");
  if ((await poll(asked)).status !== "waiting") throw new Error("answered before anybody confirmed");
  await request.getByRole("button", { name: "Confirm" }).click();
  await request.waitFor({ state: "detached" });
  const granted = await poll(asked);
  mustBe(200, await program("GET", "api/v1/jobs", { "X-Api-Key": granted.key.key }));

  const other = await ask(HOSTILE);
  const second = page.locator("pairing-requests .card", { hasText: "onerror" });
  await second.getByRole("button", { name: "Deny" }).click({ timeout: 10000 });
  await second.waitFor({ state: "detached" });
  if ((await poll(other)).status !== "denied") throw new Error("not denied");
});

await step("changes the own password and stays", async () => {
  await page.getByRole("button", { name: "ada, admin" }).click();
  await page.getByLabel("Present password").fill(PASSWORD);
  await page.getByLabel("New password").fill("another flower");
  await press("Change it");
  await page.getByRole("status").filter({ hasText: "Changed." }).waitFor();
  await press("Close");
  await connected();
});

await step("fits a phone", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "ada, admin" }).click();
  await tab("Keys");
  await page.locator("key-list .rows strong", { hasText: "vpype" }).waitFor();
  const wide = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll("dialog")].map((one) => one.scrollWidth)));
  if (wide > 390) throw new Error(`the page is ${wide} px wide`);
  await shot("phone");
  await press("Close");
});

await step("breaks no rule of its own security policy", async () => {
  const real = faults.filter((fault) => !fault.includes("status of 4"));
  if (real.length) throw new Error(real.join("\n"));
});

await browser.close();
console.log(`${steps.length} passed, 0 failed`);
