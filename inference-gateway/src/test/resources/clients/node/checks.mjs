// What the clients' checks have in common: names, requests, and how one waits for the gateway.

export const BASE_URL = process.env.GATEWAY_URL;
/** Of a gateway that gives up an answer after three seconds. */
export const HASTY_URL = process.env.HASTY_GATEWAY_URL;

/** More tokens than are generated while a check runs. */
export const MANY = 50_000;

const SOON = 30_000;

/** Runs one check; a program with a check that fails goes on and ends with 1. */
export async function check(name, act) {
  try {
    await act();
    console.log(`ok: ${name}`);
  } catch (error) {
    console.log(`failed: ${name}\n${error?.stack ?? error}`);
    process.exitCode = 1;
  }
}

/** The gateway's load. */
export async function load() {
  return (await (await fetch(`${BASE_URL}/status`)).json()).generation;
}

export async function until(what, condition) {
  const end = Date.now() + SOON;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`${what}: not so within ${SOON} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function untilLoad(running, waiting) {
  await until(`${running} running and ${waiting} waiting`, async () => {
    const now = await load();
    return now.running === running && now.waiting === waiting;
  });
}

/** Checks that an answer of MANY tokens is given up when `act` has ended. */
export async function givesUp(act) {
  const before = (await load()).tokens;
  await act();
  await untilLoad(0, 0);
  const generated = (await load()).tokens - before;
  if (generated >= MANY) {
    throw new Error(`The answer was generated to its end: ${generated} tokens.`);
  }
}
