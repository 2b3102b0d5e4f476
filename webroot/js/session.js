/** Who is at the page: reads it at the start, logs in and out, and is asked whenever a role does not suffice. */
import * as api from "./api.js";
import { changed, state } from "./store.js";

const RANKS = ["none", "viewer", "operator", "admin"];
const followers = new Set();
/** The login that is being asked for, so that several refusals open one dialog. */
let asking = null;
/** Whether somebody closed the dialog: then only what he orders opens it again. */
let declined = false;
let askPerson = async () => false;

/** @param {(why: string) => Promise<boolean>} dialog opens the login dialog, says whether somebody logged in */
export const askBy = (dialog) => (askPerson = dialog);

/** Calls when somebody else, or somebody with another role, is at the page. */
export const follow = (follower) => followers.add(follower);

/** Whether who is here may do what this role may. */
export const covers = (role) => RANKS.indexOf(state.session?.role ?? "none") >= RANKS.indexOf(role);

export const isLoggedIn = () => Boolean(state.session?.user);

/** Reads who is here. */
export async function load() {
  become(await api.session());
}

export async function logIn(name, password) {
  become(await api.logIn(name, password));
  await mustBeKept();
}

export async function claim(fields) {
  become(await api.claim(fields));
  await mustBeKept();
}

export async function logOut() {
  await api.logOut();
  api.useToken(null);
  await load();
  // Nothing of what he saw stays for one who may see nothing.
  if (!covers("viewer")) location.reload();
}

/** Changes the own password: every other login ends, and this one is renewed. */
export async function changePassword(current, password) {
  const renewed = await api.setPassword(state.session.user, { current, password });
  if (renewed) become(renewed);
}

/** A browser that has a login by HTTPS keeps none by HTTP beside it, and does not say so. */
async function mustBeKept() {
  await load();
  if (!isLoggedIn()) throw new Error("Your browser did not keep the login. If this page is open by HTTPS too, log in there, or allow cookies.");
}

function become(session) {
  const before = state.session;
  state.session = session;
  api.useToken(session.csrf_token ?? null);
  declined = false;
  changed();
  if (before?.id === session.id && before?.role === session.role && before?.csrf_token === session.csrf_token) return;
  for (const follower of followers) follower(before);
}

api.whenRefused(async (status, isOrder) => {
  const token = state.session?.csrf_token;
  const was = state.session?.user;
  // Another tab may have logged in or out meanwhile.
  await load();
  if (state.session.csrf_token && state.session.csrf_token !== token) return true;
  if (isLoggedIn() || (declined && !isOrder)) return false;
  const why = was ? "You were logged out. Log in to go on." : "Log in to do that.";
  asking ??= askPerson(why).finally(() => (asking = null));
  const came = await asking;
  declined = !came;
  return came;
});
