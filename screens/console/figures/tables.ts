// The hall's tables as files. Knows where they are fetched, not what stands in them.
import type { Key, Language } from "../../shared/i18n/words.svelte";

export type Table = "undertakings" | "attendance" | "speaking" | "turns" | "questions" | "written";

export const tableKeys: Readonly<Record<Table, Key>> = {
  undertakings: "download.undertakings",
  attendance: "download.attendance",
  speaking: "download.speaking",
  turns: "download.turns",
  questions: "download.questions",
  written: "download.written",
};

/** Fetch a table and hand it to the browser as a file; give whether the hall sent one. */
export async function fetchTable(name: Table, language: Language, token: string): Promise<boolean> {
  const answer = await ask(`../api/downloads/${name}.csv?language=${language}`, token);
  if (answer?.ok !== true) {
    return false;
  }
  const named = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "");
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = named?.[1] ?? `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
  return true;
}

async function ask(url: string, token: string): Promise<Response | undefined> {
  try {
    return await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  } catch {
    // The hall cannot be reached: as good as an answer that is none.
    return undefined;
  }
}
