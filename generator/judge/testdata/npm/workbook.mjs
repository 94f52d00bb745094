// Reads workbooks with a library that does not calculate and prints a line of JSON for
// each cell that is not empty: as stored and as its format shows it.
import ExcelJS from "exceljs";
import XLSX from "xlsx";

const [reader, ...files] = process.argv.slice(2);
const print = (file, sheet, ref, formula, value, shown) =>
  console.log(JSON.stringify({ file, reader, sheet, ref, formula: formula ?? "", value: value ?? null, shown: shown?.trim() ?? null }));

for (const file of files) {
  if (reader === "SheetJS") {
    const book = XLSX.readFile(file, { sheetStubs: true });
    for (const name of book.SheetNames) {
      for (const [ref, c] of Object.entries(book.Sheets[name])) {
        if (c.f !== undefined || c.v !== undefined) print(file, name, ref, c.f, c.v, c.w);
      }
    }
    continue;
  }
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((c) => {
    const value = c.formula === undefined ? c.value : c.result;
    // ExcelJS keeps the format and leaves it to others to follow it.
    const shown = typeof value === "number" ? XLSX.SSF.format(c.numFmt ?? "General", value)
      : typeof value === "boolean" ? value.toString().toUpperCase() : value?.toString();
    if (c.formula !== undefined || value !== null) print(file, sheet.name, c.address, c.formula, value, shown);
  })));
}
