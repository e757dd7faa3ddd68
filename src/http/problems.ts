// Refusals and faults as they go over the wire: RFC 9457 problems with a code, a status and a sentence.
import type { Problem, Refusal } from "#kit/refusal.ts";

const statuses: Readonly<Record<string, number>> = {
  "not-found": 404,
  "not-signed-in": 401,
  "wrong-email-or-password": 401,
  "key-not-valid": 401,
  "key-may-only-read": 403,
  "keys-do-not-open-this": 403,
  "other-site": 403,
  "not-as-described": 400,
  "not-json": 400,
  "too-large": 413,
  "media-type-not-taken": 415,
  "name-not-known": 421,
  "too-many-attempts": 429,
  "too-many-requests": 429,
  "server-fault": 500,
  overloaded: 503,
  "not-ready": 503,
  "storage-away": 503,
  "took-too-long": 503,
  "answer-broke-off": 503,
  "out-of-memory": 503,
};

const sentences: Readonly<Record<string, string>> = {
  "not-found": "There is nothing here, or nothing that is open to you.",
  "not-signed-in": "Sign in first.",
  "wrong-email-or-password": "E-mail or password is not right.",
  "key-not-valid": "The API key is unknown, revoked or expired.",
  "key-may-only-read": "This API key may only read.",
  "keys-do-not-open-this": "This is done in person, not with an API key.",
  "other-site": "The request came from another site and was not carried out.",
  "not-as-described": "The question is not as the interface describes it.",
  "not-json": "The body is not readable JSON.",
  "too-large": "The body is larger than allowed.",
  "name-not-known": "This server does not answer to that name. Whoever runs it can allow the name with EVENHAND_PUBLIC_URL or EVENHAND_HOST_NAMES.",
  "media-type-not-taken": "This media type is not taken here.",
  "too-many-attempts": "Too many attempts. Wait a while and try again.",
  "too-many-requests": "Too many requests. Wait a moment and try again.",
  "server-fault": "Something broke on our side. The log knows the request by its number.",
  overloaded: "The server has too much to do just now. Try again in a few seconds.",
  "not-ready": "The server is starting or stopping, or its storage does not answer.",
  "storage-away": "The storage broke off or is being started again. Try again in a few seconds; what was not answered may or may not have been written.",
  "took-too-long": "The answer took too long and was given up.",
  "answer-broke-off": "The part of the server that works out answers broke down and is being started again. Try again in a few seconds.",
  "out-of-memory": "There are more facts than the memory for answers holds. Allow more with EVENHAND_ANSWERS_MB.",
  "agency-sees-only-what-is-shared": "An agency sees only what is shared with it.",
  "role-only-reads": "Your role reads and does not change.",
};

export function statusOf(refusal: Refusal & { status?: number }): number {
  return refusal.status ?? statuses[refusal.reason] ?? 409;
}

/** 'already-accepted' to 'Already accepted.': for codes without a sentence of their own. */
function plainSentence(code: string): string {
  const words = code.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Names in braces stand for details of the refusal; one that nobody gave stays as it is. */
function filled(sentence: string, details: Refusal["details"] = {}): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(details, name) ? String(details[name]) : whole));
}

export function problemOf(refusal: Refusal & { status?: number }, requestId: string, own: Readonly<Record<string, string>> = {}): Problem {
  const { reason, details } = refusal;
  const sentence = filled(own[reason] ?? sentences[reason] ?? plainSentence(reason), details);
  const base = { type: `urn:evenhand:problem:${reason}`, title: plainSentence(reason), status: statusOf(refusal), code: reason, detail: sentence };
  const whole = { ...base, instance: `urn:request:${requestId}` };
  return details === undefined ? whole : { ...whole, details };
}
