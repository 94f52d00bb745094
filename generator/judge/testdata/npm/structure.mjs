// Reads tagged PDFs with pdf.js and prints lines of JSON: for each page its tags as rows and
// blocks of text in reading order, its links and its faults; for each bookmark where it leads.
import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

// The text of a page's marked content by id, and the text that is neither marked nor an artifact.
async function content(page) {
  const texts = new Map(), open = [];
  let loose = "";
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if (item.type?.startsWith("beginMarkedContent")) {
      open.push(item.id ?? (item.tag === "Artifact" ? "artifact" : open.at(-1)));
      if (item.id && !texts.has(item.id)) texts.set(item.id, "");
    } else if (item.type === "endMarkedContent") {
      open.pop();
    } else if (open.at(-1) === undefined) {
      loose += item.str;
    } else if (open.at(-1) !== "artifact") {
      texts.set(open.at(-1), texts.get(open.at(-1)) + item.str + (item.hasEOL ? "\n" : ""));
    }
  }
  return { texts, loose: loose.trim() };
}

const parents = { TR: ["Table", "THead", "TBody", "TFoot"], TH: ["TR"], TD: ["TR"], LI: ["L"], TOCI: ["TOC"] };
const children = { Table: ["TR", "THead", "TBody", "TFoot", "Caption"], TR: ["TH", "TD"] };
const blocks = /^(H\d?|P|LI|TOCI|Caption|Figure|Note)$/;

// The tags of a page as rows and blocks. What they say is taken out of texts.
async function tags(page, texts) {
  const units = [], faults = [];
  let unit = null; // the block that text belongs to
  const text = (node) => {
    if (node.type !== "content") return (node.children ?? []).map(text).join("");
    if (!texts.has(node.id)) faults.push(`${node.id} is tagged and not on the page`);
    const found = texts.get(node.id) ?? "";
    texts.delete(node.id);
    return found;
  };
  const walk = (node) => {
    if (node.type === "content") {
      if (unit) unit.text += text(node);
      else units.push({ role: "", text: text(node) });
    } else if (node.role === "TR") {
      units.push({ role: "TR", cells: node.children.map((c) => ({ role: c.role, text: text(c) })) });
    } else {
      const outer = unit;
      if (blocks.test(node.role)) units.push(unit = { role: node.role, text: "" });
      node.children?.forEach(walk);
      unit = outer;
    }
  };
  const check = (node) => {
    if (node.role === "Figure" && !node.alt) faults.push("a Figure without Alt");
    for (const child of node.children?.filter((c) => c.role) ?? []) {
      if (!(parents[child.role]?.includes(node.role) ?? true) || !(children[node.role]?.includes(child.role) ?? true)) {
        faults.push(`${child.role} in ${node.role}`);
      }
      check(child);
    }
  };
  const tree = await page.getStructTree();
  if (!tree) return { units, faults: ["no tags"] };
  check(tree);
  walk(tree);
  for (const [id, text] of texts) if (text.trim()) faults.push(`${id} is on the page and not tagged: ${text}`);
  return { units, faults };
}

for (const file of process.argv.slice(2)) {
  const doc = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const target = async (dest) => {
    const explicit = typeof dest === "string" ? await doc.getDestination(dest) : dest;
    return explicit ? (await doc.getPageIndex(explicit[0])) + 1 : 0;
  };
  for (let n = 1; n <= doc.numPages; n++) {
    const page = await doc.getPage(n);
    const { texts, loose } = await content(page);
    const links = [];
    for (const a of await page.getAnnotations()) {
      if (a.subtype === "Link") links.push({ text: a.contentsObj?.str ?? "", page: await target(a.dest) });
    }
    console.log(JSON.stringify({ file, page: n, ...(await tags(page, texts)), loose, links }));
    page.cleanup();
  }
  const bookmarks = async (items) => {
    for (const item of items ?? []) {
      console.log(JSON.stringify({ file, bookmark: item.title, page: await target(item.dest) }));
      await bookmarks(item.items);
    }
  };
  await bookmarks(await doc.getOutline());
  await doc.destroy();
}
