// The headers of GraphiQL's editor for the other page of this tab, so that who may see the map by a token need not give it again.
// The browser forgets them with the tab, and no other tab, server or file has them.

const KEY = "postern:headers";

/** @param headers by name; none are not kept */
export function keep(headers) {
  if (Object.keys(headers).length > 0) {
    sessionStorage.setItem(KEY, JSON.stringify(headers));
  } else {
    sessionStorage.removeItem(KEY);
  }
}

/** What was kept last. */
export function kept() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
}

/** Headers as GraphiQL's editor has them: an object of texts in JSON, which may be empty; null for anything else. */
export function headersIn(text) {
  try {
    const value = JSON.parse(text.trim() || "{}");
    const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    return isObject && Object.values(value).every((one) => typeof one === "string") ? value : null;
  } catch {
    return null;
  }
}
